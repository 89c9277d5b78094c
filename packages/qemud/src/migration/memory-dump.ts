import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError, type DumpFlags } from '@virt/core/driver'
import type { QmpClient } from '../qmp/client.js'
import { fileError } from './file-error.js'
import type { NewFile } from './new-file.js'
import type { RunningJob } from './running-job.js'

const formats: ReadonlySet<string> = new Set(['elf', 'kdump-zlib', 'kdump-lzo', 'kdump-snappy'])
const pause = 20

/** The format of a memory-only dump; `undefined`: it is none. */
export function dumpFormat({ memoryOnly, format = 'elf' }: DumpFlags): string | undefined {
  if (!memoryOnly) return undefined
  if (formats.has(format)) return format
  throw new VirtError('INVALID_ARG', `unknown dump format '${format}': expected ${[...formats].join(', ')}`, {
    origin: 'QEMU',
  })
}

/** Have QEMU write its guest's memory. QEMU has no way to stop that: a dump that is aborted is waited for, and dropped. */
export async function dumpMemory(
  monitor: QmpClient,
  file: NewFile,
  format: string,
  job: RunningJob,
): Promise<void> {
  const protocol = `file:${file.temporary}`
  await monitor.execute('dump-guest-memory', { paging: false, protocol, detach: true, format })
  for (;;) {
    const { status, completed, total } = await monitor.execute('query-dump')
    job.report(completed, total)
    if (status === 'failed')
      throw fileError(`Failed to write file '${file.path}'`, new Error('the dump failed'))
    if (status === 'completed') return job.signal.throwIfAborted()
    await sleep(pause)
  }
}
