import { VirtError, type ErrorCode } from '@virt/core/driver'
import { requests, type RequestName } from './requests.js'

/**
 * The store's own refusal, as the `cause` of the VirtError that tells of it. `code` is the name of an `errno`, as on
 * Node's own system errors.
 */
export class XenStoreError extends Error {
  override readonly name = 'XenStoreError'
  /** `ENOENT`, `EACCES`, `EEXIST`, `EINVAL`, `ENOSPC` (a quota), `EAGAIN` (a conflict), ... */
  readonly code: string
  readonly request: RequestName
  /** The path or domain that it was about; empty where there is none. */
  readonly subject: string

  constructor(code: string, request: RequestName, subject: string) {
    super(`${request} ${subject}: ${code}`)
    this.code = code
    this.request = request
    this.subject = subject
  }
}

/** The name of the `errno` with which the store refused; `undefined` when the error is another one. */
export function storeErrno(error: unknown): string | undefined {
  const cause = VirtError.is(error) ? error.cause : undefined
  return cause instanceof Error && cause.name === 'XenStoreError' && 'code' in cause
    ? String(cause.code)
    : undefined
}

interface Refusal {
  readonly code: ErrorCode
  readonly meaning: string
}

/** What each `errno` of the protocol means to a caller. */
const refusals: Readonly<Record<string, Refusal>> = {
  ENOENT: { code: 'SYSTEM_ERROR', meaning: 'no such node' },
  EACCES: { code: 'ACCESS_DENIED', meaning: 'permission denied' },
  EPERM: { code: 'ACCESS_DENIED', meaning: 'not permitted' },
  EROFS: { code: 'ACCESS_DENIED', meaning: 'this connection is read-only' },
  EINVAL: { code: 'INVALID_ARG', meaning: 'the store calls it invalid' },
  EISDIR: { code: 'INVALID_ARG', meaning: 'it is a directory' },
  E2BIG: { code: 'INVALID_ARG', meaning: 'it is too long' },
  EEXIST: { code: 'OPERATION_INVALID', meaning: 'it exists already' },
  ENOTEMPTY: { code: 'OPERATION_INVALID', meaning: 'it is not empty' },
  EISCONN: { code: 'OPERATION_INVALID', meaning: 'it is connected already' },
  EAGAIN: { code: 'RESOURCE_BUSY', meaning: 'others have changed the same' },
  EBUSY: { code: 'RESOURCE_BUSY', meaning: 'it is in use' },
  ENOMEM: { code: 'NO_MEMORY', meaning: 'the store is out of memory' },
  ENOSYS: { code: 'OPERATION_UNSUPPORTED', meaning: 'this store does not know the request' },
  ENOSPC: { code: 'SYSTEM_ERROR', meaning: 'a quota is used up' },
  EQUOTA: { code: 'SYSTEM_ERROR', meaning: 'a quota is used up' },
  EIO: { code: 'SYSTEM_ERROR', meaning: 'the store is damaged' },
}

/** The VirtError of a refused request. */
export function refused(errno: string, request: RequestName, subject: string): VirtError {
  const known = Object.hasOwn(refusals, errno) ? refusals[errno] : undefined
  const { code, meaning } = known ?? { code: 'SYSTEM_ERROR', meaning: 'the store refuses' }
  const { verb } = requests[request]
  const what = subject === '' ? verb : `${verb} '${subject}'`
  return new VirtError(code, `cannot ${what}: ${meaning} (${errno})`, {
    origin: 'XENSTORE',
    cause: new XenStoreError(errno, request, subject),
  })
}

export const lost = (detail: string, cause?: unknown): VirtError =>
  new VirtError('CONNECTION_LOST', detail, { origin: 'XENSTORE', cause })

/** The store breaks the protocol. */
export const violation = (detail: string): VirtError => new VirtError('RPC', detail, { origin: 'XENSTORE' })

export const invalid = (detail: string): VirtError =>
  new VirtError('INVALID_ARG', detail, { origin: 'XENSTORE' })
