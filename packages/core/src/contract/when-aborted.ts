import type { Call } from './call.js'

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
  const told = (): void => listener(signal?.reason)
  if (signal?.aborted) told()
  else signal?.addEventListener('abort', told, { once: true })
  return () => signal?.removeEventListener('abort', told)
}
