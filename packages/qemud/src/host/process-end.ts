import { setTimeout as sleep } from 'node:timers/promises'
import { processStart } from './process-times.js'

/** Resolves when a process that is no child of ours is gone, which is looked for every `interval` milliseconds, or when nobody wants to know any more. */
export async function processEnd(
  pid: number,
  startTime: string | undefined,
  interval: number,
  signal?: AbortSignal,
): Promise<void> {
  while (startTime !== undefined && processStart(pid) === startTime && !signal?.aborted) await sleep(interval)
}
