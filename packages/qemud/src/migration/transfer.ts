import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError, type Call } from '@virt/core/driver'
import type { QmpClient } from '../qmp/client.js'
import type { QmpMigration } from '../qmp/commands.js'
import type { RunningJob } from './running-job.js'

const unlimited = Number.MAX_SAFE_INTEGER
const shortestPause = 5
const longestPause = 200
const ended = new Set(['completed', 'failed', 'cancelled'])

/** Let QEMU send its guest's state. When the job is aborted, the transfer is canceled. The guest has halted when it resolves. */
export async function sendState(monitor: QmpClient, uri: string, job: RunningJob, speed = 0): Promise<void> {
  await limitSpeed(monitor, speed)
  job.signal.throwIfAborted()
  await monitor.execute('migrate', { uri })
  const cancel = (): void => void monitor.execute('migrate_cancel').catch(() => undefined)
  job.signal.addEventListener('abort', cancel, { once: true })
  if (job.signal.aborted) cancel()
  try {
    const outcome = await transferred(monitor, ({ ram }) => {
      if (ram) job.report(ram.total - ram.remaining, ram.total)
    })
    job.signal.throwIfAborted()
    complain(outcome)
  } finally {
    job.signal.removeEventListener('abort', cancel)
  }
}

/** Bytes per second at most, from now on; 0: no limit. */
export async function limitSpeed(monitor: QmpClient, speed: number, call: Call = {}): Promise<void> {
  await monitor.execute('migrate-set-parameters', { 'max-bandwidth': speed || unlimited }, call)
}

/** Wait for the end of a transfer, whatever it is. */
export async function transferred(
  monitor: QmpClient,
  look: (now: QmpMigration) => void = () => undefined,
  signal?: AbortSignal,
): Promise<QmpMigration> {
  for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
    const now = await monitor.execute('query-migrate', {}, { signal })
    look(now)
    if (ended.has(now.status ?? '')) return now
    await sleep(pause, undefined, { signal })
  }
}

/** @throws OPERATION_FAILED unless it went well. */
export function complain({ status = 'none', 'error-desc': why }: QmpMigration): void {
  if (status === 'completed') return
  throw new VirtError('OPERATION_FAILED', `job failed: ${why ?? status}`, { origin: 'QEMU' })
}
