import type { ErrorCode } from '../errors/codes.js'
import { VirtError, type SerializedVirtError } from '../errors/virt-error.js'

/** An error as JSON-RPC carries it: `data` is the {@link VirtError} whole. */
export interface Failure {
  readonly code: number
  readonly message: string
  readonly data?: SerializedVirtError
}

/** JSON-RPC's number for a text that is no JSON, or no message at all. */
export const parseError = -32700

const serverError = -32000

const numbers: { readonly [C in ErrorCode]?: number } = {
  RPC: -32600,
  NO_SUPPORT: -32601,
  INVALID_ARG: -32602,
  XML_ERROR: -32602,
  INTERNAL_ERROR: -32603,
}

export function failure(error: VirtError, code: number = numbers[error.code] ?? serverError): Failure {
  return { code, message: error.message, data: error.toJSON() }
}

export function revive({ message, data }: Failure): VirtError {
  return data ? VirtError.deserialize(data) : violation(message)
}

/** The peer does not keep to the protocol. */
export function violation(detail: string, cause?: unknown): VirtError {
  return new VirtError('RPC', detail, { origin: 'RPC', cause })
}

/** The peer is gone. */
export function lost(detail: string, cause?: unknown): VirtError {
  return new VirtError('CONNECTION_LOST', detail, { origin: 'RPC', cause })
}

/** The error of a call whose caller gave up. */
export function aborted({ reason }: { readonly reason: unknown }): VirtError {
  const known = VirtError.is(reason) || (reason instanceof Error && reason.name === 'TimeoutError')
  return known ? VirtError.from(reason) : new VirtError('OPERATION_ABORTED', undefined, { cause: reason })
}
