import { VirtError, whenAborted, type Call } from '@virt/core/driver'

/** How long somebody is willing to wait for QEMU: until the call is aborted (OPERATION_ABORTED; QEMU's late answer is dropped). */
export interface QmpCallOptions extends Call {
  /** Milliseconds until OPERATION_TIMEOUT; absent or 0: no limit. */
  readonly timeout?: number
}

/** Call `giveUp` when the patience ends before it is disarmed: at once if it has ended already. The answer disarms. */
export function onceImpatient(
  call: Call,
  timeout: number | undefined,
  giveUp: (error: VirtError) => void,
): () => void {
  const timer = timeout ? setTimeout(() => giveUp(timedOut(timeout)), timeout) : undefined
  const forget = whenAborted(call, (reason) => giveUp(aborted(reason)))
  return () => {
    clearTimeout(timer)
    forget()
  }
}

function aborted(reason: unknown): VirtError {
  return new VirtError('OPERATION_ABORTED', 'nobody waits for the monitor any more', {
    origin: 'QEMU',
    cause: reason,
  })
}

function timedOut(timeout: number): VirtError {
  return new VirtError('OPERATION_TIMEOUT', `no answer from the monitor within ${timeout} ms`, {
    origin: 'QEMU',
  })
}
