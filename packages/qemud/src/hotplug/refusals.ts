import { VirtError } from '@virt/core/driver'

export function unsupported(detail: string): VirtError {
  return new VirtError('OPERATION_UNSUPPORTED', detail, { origin: 'QEMU' })
}

export function failed(detail: string, cause?: unknown): VirtError {
  return new VirtError('OPERATION_FAILED', detail, { origin: 'QEMU', cause })
}

export function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
