import { VirtError } from '@virt/core/driver'

/** The host does not have, or does not let us do, what a device needs. */
export function hostFailure(detail: string, cause?: unknown): VirtError {
  return new VirtError('OPERATION_FAILED', detail, { origin: 'QEMU', cause })
}
