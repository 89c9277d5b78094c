import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { VirtError } from '@virt/core/driver'
import { formatCpuList } from '../../host/cpu-list.js'

const run = promisify(execFile)

/**
 * Tie threads to host CPUs, by util-linux' taskset: Node has no sched_setaffinity.
 *
 * @throws OPERATION_UNSUPPORTED where there is no taskset, SYSTEM_ERROR when the kernel refuses.
 */
export async function pinThreads(threads: readonly number[], cpus: readonly number[]): Promise<void> {
  await Promise.all(threads.map((thread) => taskset(thread, formatCpuList(cpus))))
}

async function taskset(thread: number, list: string): Promise<void> {
  try {
    await run('taskset', ['-p', '-c', list, `${thread}`], { env: { PATH: process.env['PATH'], LC_ALL: 'C' } })
  } catch (cause) {
    throw explained(cause as NodeJS.ErrnoException & { stderr?: string }, thread)
  }
}

function explained(cause: NodeJS.ErrnoException & { stderr?: string }, thread: number): VirtError {
  if (cause.code === 'ENOENT')
    return new VirtError('OPERATION_UNSUPPORTED', 'pinning needs taskset, of util-linux', {
      origin: 'QEMU',
      cause,
    })
  const why = cause.stderr?.trim().split(': ').at(-1) ?? cause.message
  return new VirtError('SYSTEM_ERROR', `cannot set CPU affinity on process ${thread}: ${why}`, {
    origin: 'QEMU',
    cause,
  })
}
