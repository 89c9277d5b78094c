import { setTimeout as sleep } from 'node:timers/promises'

export interface ReconnectOptions {
  /** Milliseconds before the first attempt; each further one waits twice as long. Default 100. */
  readonly delay?: number
  /** Milliseconds that two attempts are apart at most. Default 30,000. */
  readonly maxDelay?: number
}

/** Try until it works. Pauses vary by half, so that many clients of one daemon do not come back all at once. `undefined`: aborted. */
export async function persist<T>(
  attempt: () => Promise<T>,
  { delay = 100, maxDelay = 30_000 }: ReconnectOptions,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let pause = delay; ; pause = Math.min(2 * pause, maxDelay)) {
    await sleep(pause * (0.75 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => undefined)
    if (signal.aborted) return undefined
    try {
      return await attempt()
    } catch {
      continue
    }
  }
}
