import { VirtError, type ErrorCode } from '@virt/core/driver'

/** An error of this driver. */
export const refusal = (code: ErrorCode, detail: string, cause?: unknown): VirtError =>
  new VirtError(code, detail, { origin: 'XENSTORE', cause })

export const noDomain = (detail: string): VirtError => refusal('NO_DOMAIN', detail)

export const ambiguous = (name: string): VirtError =>
  refusal('OPERATION_FAILED', `several domains claim the name '${name}': look it up by uuid`)

/** Another channel may know. */
export const unknown = (what: string, name: string): VirtError =>
  refusal('NO_SUPPORT', `the store does not know ${what} of domain '${name}'`)
