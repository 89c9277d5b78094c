import { type ErrorCode, VirtError } from '@virt/core/driver'
import { errnoName } from '../privcmd/libc.js'
import { refusal } from './refusal.js'

/** What Xen answered instead of a result: the cause of the VirtError that tells it. */
class HypercallFailure extends Error {
  override readonly name = 'HypercallFailure'
  readonly code: string
  readonly syscall = 'hypercall'

  constructor(code: string, what: string) {
    super(`${what}: ${code}`)
    this.code = code
  }
}

const codes: Readonly<Record<string, ErrorCode>> = {
  ESRCH: 'NO_DOMAIN',
  EPERM: 'OPERATION_DENIED',
  EACCES: 'OPERATION_DENIED',
  ENOMEM: 'NO_MEMORY',
  ENOSYS: 'OPERATION_UNSUPPORTED',
  EOPNOTSUPP: 'OPERATION_UNSUPPORTED',
  EBUSY: 'RESOURCE_BUSY',
}

/** The error for a hypercall that failed with this errno; `what` names the call and the domain. */
export function failure(errno: number, what: string): VirtError {
  const code = errnoName(errno)
  return refusal(codes[code] ?? 'XEN_CALL', `${what}: ${code}`, new HypercallFailure(code, what))
}

/** `ESRCH`, when that is what Xen answered. */
export function errnoOf(error: unknown): string | undefined {
  return VirtError.is(error) && error.cause instanceof HypercallFailure ? error.cause.code : undefined
}
