import { VirtError, type DumpFlags, type JobCall } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { packer } from './compression.js'
import { begin, finish, goOn, halt, leave } from './halt.js'
import { dumpMemory, dumpFormat } from './memory-dump.js'
import { NewFile } from './new-file.js'
import { runJob, type RunningJob } from './running-job.js'
import { stateToFile } from './state-to-file.js'

/** Write a guest's memory to a file: as ELF, or else as QEMU's migration stream. */
export function dumpDomain(
  context: EngineContext,
  domain: ManagedDomain,
  path: string,
  flags: DumpFlags,
  call: JobCall,
): Promise<void> {
  if (flags.format !== undefined && !flags.memoryOnly)
    throw new VirtError('INVALID_ARG', 'a format can be chosen only for a memory-only dump', {
      origin: 'QEMU',
    })
  return runJob(context, domain, 'dump', call, async (job) => {
    const guest = domain.running()
    await dumpGuest(context, domain, guest, { path, flags }, job)
    if (flags.crash) await leave(context, guest, 'crashed')
    else if (flags.reset) await guest.monitor.execute('system_reset')
  })
}

async function dumpGuest(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { path, flags }: { readonly path: string; readonly flags: DumpFlags },
  job: RunningJob,
): Promise<void> {
  const resume = guest.state === 'running'
  const format = dumpFormat(flags)
  const file = new NewFile(path)
  try {
    begin(context, domain, guest, { kind: 'dump', resume, temporary: file.temporary, committing: false })
    file.create()
    if (!flags.live) await halt(guest, 'dump')
    else guest.pausing = 'dump'
    if (format !== undefined) await dumpMemory(guest.monitor, file, format, job)
    else await stateToFile(context, domain, { file, filter: await packer('raw') }, job)
    await file.finish()
    job.commit()
    await file.commit()
  } catch (error) {
    file.discard()
    throw error
  } finally {
    if (resume && !flags.crash) await goOn(guest, 'unpaused')
    finish(context, domain, guest)
  }
}
