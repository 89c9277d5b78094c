import { type CodeEntry, errorCodes, type ErrorCode } from './codes.js'
import type { ErrorOrigin } from './origins.js'

const brand = Symbol.for('@virt/core:error')

/** What may be said of an error beside its code and its detail. */
export interface VirtErrorContext {
  /** The part of the system that raised it. */
  origin?: ErrorOrigin
  /** The operation that failed, as in the contract: `domains.start`. */
  operation?: string
  /** The driver that answered. */
  driver?: string
  cause?: unknown
}

/** An error as plain data: what crosses a socket. The cause is reduced to its name, message and code. */
export interface SerializedVirtError {
  readonly code: ErrorCode
  readonly detail?: string
  readonly origin?: ErrorOrigin
  readonly operation?: string
  readonly driver?: string
  readonly cause?: { readonly name: string; readonly message: string; readonly code?: string }
}

/**
 * The one error that this library throws. Decide on `code`; `message` is for people and may change.
 *
 * Recognise it with {@link VirtError.is}, which holds across two copies of this package, rather than with `instanceof`.
 */
export class VirtError extends Error {
  override readonly name = 'VirtError'
  readonly code: ErrorCode
  /** What is special about this case, without the sentence that every error of its code begins with. */
  readonly detail: string | undefined
  readonly origin: ErrorOrigin
  readonly operation: string | undefined
  readonly driver: string | undefined

  constructor(code: ErrorCode, detail?: string, context: VirtErrorContext = {}) {
    const { text, detailed = `${text}: %s` }: CodeEntry = errorCodes[code]
    super(
      detail === undefined ? text : detailed.replace('%s', () => detail),
      context.cause === undefined ? undefined : { cause: context.cause },
    )
    this.code = code
    this.detail = detail
    this.origin = context.origin ?? 'NONE'
    this.operation = context.operation
    this.driver = context.driver
    Object.defineProperty(this, brand, { value: true })
  }

  static is(value: unknown): value is VirtError {
    return typeof value === 'object' && value !== null && brand in value
  }

  /** Any thrown value as a VirtError, with the operation and driver filled in where they are not known yet. */
  static from(thrown: unknown, context: Omit<VirtErrorContext, 'cause'> = {}): VirtError {
    if (!VirtError.is(thrown)) return classify(thrown, context)
    if (thrown.operation !== undefined && thrown.driver !== undefined) return thrown
    return located(thrown, context)
  }

  static deserialize(data: SerializedVirtError): VirtError {
    const known = Object.hasOwn(errorCodes, data.code)
    const { cause, origin, operation, driver } = data
    const original = cause && Object.assign(new Error(cause.message), { name: cause.name, code: cause.code })
    return new VirtError(known ? data.code : 'INTERNAL_ERROR', data.detail, {
      origin,
      operation,
      driver,
      cause: original,
    })
  }

  toJSON(): SerializedVirtError {
    const { code, detail, origin, operation, driver, cause } = this
    if (!(cause instanceof Error)) return { code, detail, origin, operation, driver }
    const { name, message } = cause
    const system = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
    return { code, detail, origin, operation, driver, cause: { name, message, code: system } }
  }
}

function located(error: VirtError, context: Omit<VirtErrorContext, 'cause'>): VirtError {
  const fill = (key: 'operation' | 'driver'): PropertyDescriptor => ({
    value: error[key] ?? context[key],
    enumerable: true,
    configurable: true,
  })
  return Object.defineProperties(error, { operation: fill('operation'), driver: fill('driver') })
}

function classify(thrown: unknown, context: Omit<VirtErrorContext, 'cause'>): VirtError {
  const located = { ...context, cause: thrown }
  if (!(thrown instanceof Error)) return new VirtError('INTERNAL_ERROR', String(thrown), located)
  if (thrown.name === 'AbortError') return new VirtError('OPERATION_ABORTED', undefined, located)
  if (thrown.name === 'TimeoutError') return new VirtError('OPERATION_TIMEOUT', undefined, located)
  if ('syscall' in thrown) return new VirtError('SYSTEM_ERROR', thrown.message, located)
  return new VirtError('INTERNAL_ERROR', thrown.message, located)
}
