import { VirtError } from '@virt/core/driver'

/** A description that Xen's notations have no words for. */
export function unsupported(detail: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'XEN' })
}
