import { type ErrorCode, VirtError } from '@virt/core/driver'
import { ExchangeError } from './exchange.js'

/** An error of this driver. */
export const refusal = (code: ErrorCode, detail?: string, cause?: unknown): VirtError =>
  new VirtError(code, detail, { origin: 'XEND', cause })

/** The domain is in the wrong state for that. */
export const notValid = (detail: string, cause?: unknown): VirtError =>
  refusal('OPERATION_INVALID', detail, cause)

const codes: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: 'CONNECTION_LOST',
  ECONNRESET: 'CONNECTION_LOST',
  EPIPE: 'CONNECTION_LOST',
  ENOENT: 'CONNECTION_LOST',
  EAGAIN: 'CONNECTION_LOST',
  EHOSTUNREACH: 'CONNECTION_LOST',
  ENETUNREACH: 'CONNECTION_LOST',
  ENOTSOCK: 'CONNECTION_LOST',
  UND_ERR_SOCKET: 'CONNECTION_LOST',
  UND_ERR_DESTROYED: 'CONNECTION_LOST',
  UND_ERR_CLOSED: 'CONNECTION_LOST',
  EACCES: 'OPERATION_DENIED',
  EPERM: 'OPERATION_DENIED',
  ENOTFOUND: 'UNKNOWN_HOST',
  EAI_AGAIN: 'UNKNOWN_HOST',
  ETIMEDOUT: 'OPERATION_TIMEOUT',
  UND_ERR_CONNECT_TIMEOUT: 'OPERATION_TIMEOUT',
  UND_ERR_HEADERS_TIMEOUT: 'OPERATION_TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'OPERATION_TIMEOUT',
}

/** What a request that failed on its way means to its caller; the reason of an abort stays what it is. */
export function failure(thrown: unknown, method: 'GET' | 'POST', place: string): unknown {
  if (!(thrown instanceof ExchangeError)) return thrown
  const code = codes[thrown.code] ?? (method === 'GET' ? 'GET_FAILED' : 'POST_FAILED')
  return refusal(code, `xend at ${place}: ${thrown.message}`, thrown.cause)
}
