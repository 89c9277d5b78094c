import type { Call } from './call.js'
import { onSignal } from './on-signal.js'

/** Be told when the caller of an operation gives up, in the cheapest way that the call offers. The answer ends it. */
export function whenAborted(call: Call, listener: (reason: unknown) => void): () => void {
  if (call.onAbort) {
    let listening = true
    call.onAbort((reason) => {
      if (listening) listener(reason)
    })
    return () => void (listening = false)
  }
  const { signal } = call
  if (!signal) return () => undefined
  if (!signal.aborted) return onSignal(signal, () => listener(signal.reason))
  listener(signal.reason)
  return () => undefined
}
