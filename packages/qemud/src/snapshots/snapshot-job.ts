import { randomBytes } from 'node:crypto'
import { VirtError, whenAborted, type JobCall } from '@virt/core/driver'
import type { Guest } from '../engine/guest.js'

/** Have QEMU save, load or delete the state of a whole guest in its images, and wait for that. */
export async function snapshotJob(
  { monitor }: Guest,
  command: 'snapshot-save' | 'snapshot-load' | 'snapshot-delete',
  what: Readonly<Record<string, unknown>>,
  call: JobCall = {},
): Promise<void> {
  const id = `${command}.${randomBytes(6).toString('hex')}`
  let tell = (): void => undefined
  const concluded = new Promise<void>((resolve) => (tell = resolve))
  const unsubscribe = monitor.onEvent(({ event, data }) => {
    if (event === 'JOB_STATUS_CHANGE' && data.id === id && data.status === 'concluded') tell()
  })
  void monitor.closed.then(tell)
  const stopListening = whenAborted(
    call,
    () => void monitor.execute('job-cancel', { id }).catch(() => undefined),
  )
  try {
    await monitor.execute(command, { 'job-id': id, ...what })
    await concluded
    const error = (await monitor.execute('query-jobs')).find((job) => job.id === id)?.error
    await monitor.execute('job-dismiss', { id })
    if (error !== undefined)
      throw new VirtError('OPERATION_FAILED', `${command}: ${error}`, { origin: 'QEMU' })
  } finally {
    stopListening()
    unsubscribe()
  }
}
