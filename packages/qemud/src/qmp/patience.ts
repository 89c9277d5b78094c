import { VirtError } from '@virt/core/driver'

/** How long somebody is willing to wait for QEMU. */
export interface QmpCallOptions {
  /** Aborting gives up waiting (OPERATION_ABORTED); QEMU's late answer is dropped. */
  readonly signal?: AbortSignal
  /** Milliseconds until OPERATION_TIMEOUT; absent or 0: no limit. */
  readonly timeout?: number
}

/** Call `giveUp` once when the patience ends before it is disarmed. The answer disarms. */
export function onceImpatient(options: QmpCallOptions, giveUp: (error: VirtError) => void): () => void {
  const { signal, timeout } = options
  const abort = (): void => giveUp(aborted(signal))
  if (signal?.aborted) {
    abort()
    return () => undefined
  }
  const timer = timeout ? setTimeout(() => giveUp(timedOut(timeout)), timeout) : undefined
  signal?.addEventListener('abort', abort, { once: true })
  return () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function aborted(signal: AbortSignal | undefined): VirtError {
  return new VirtError('OPERATION_ABORTED', 'nobody waits for the monitor any more', {
    origin: 'QEMU',
    cause: signal?.reason,
  })
}

function timedOut(timeout: number): VirtError {
  return new VirtError('OPERATION_TIMEOUT', `no answer from the monitor within ${timeout} ms`, {
    origin: 'QEMU',
  })
}
