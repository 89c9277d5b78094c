import { type ErrorCode, VirtError } from '@virt/core/driver'

/** An error of this driver. */
export const refusal = (code: ErrorCode, detail: string, cause?: unknown): VirtError =>
  new VirtError(code, detail, { origin: 'XENXM', cause })

/** The domain is in the wrong state for that. */
export const notValid = (detail: string, cause?: unknown): VirtError =>
  refusal('OPERATION_INVALID', detail, cause)
