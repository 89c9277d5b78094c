import { VirtError, whenAborted, type Call } from '@virt/core/driver'

/** What every request takes beside its own arguments. */
export interface RequestOptions extends Call {
  /** Stop waiting: the request ends with OPERATION_ABORTED. What was sent may still happen. */
  readonly signal?: AbortSignal
  /** Milliseconds after which it ends with OPERATION_TIMEOUT; 0 for none. Default: the client's. */
  readonly timeout?: number
}

export const aborted = (cause: unknown): VirtError =>
  VirtError.is(cause) ? cause : new VirtError('OPERATION_ABORTED', undefined, { origin: 'XENSTORE', cause })

export const expired = (timeout: number): VirtError =>
  new VirtError('OPERATION_TIMEOUT', `no answer from the store within ${timeout} ms`, { origin: 'XENSTORE' })

/** The same options for what consists of several requests: the time is that of all together. */
export function sharedTime(options: RequestOptions, usual: number): () => RequestOptions {
  const { timeout = usual } = options
  if (timeout === 0) return () => options
  const end = performance.now() + timeout
  return () => {
    const left = end - performance.now()
    if (left <= 0) throw expired(timeout)
    return { ...waysToAbort(options), timeout: left }
  }
}

const waysToAbort = (options: RequestOptions): Call =>
  options.onAbort ? { onAbort: (listener) => options.onAbort?.(listener) } : { signal: options.signal }

/** Be told of an abort; `undefined` where nobody can abort, which costs nothing. */
export function onAbort(
  options: RequestOptions | undefined,
  listener: (reason: unknown) => void,
): (() => void) | undefined {
  if (options === undefined || (options.signal === undefined && options.onAbort === undefined))
    return undefined
  return whenAborted(options, listener)
}
