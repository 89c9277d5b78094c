import type { DetachResult } from '@virt/core'

/** virsh's words for what became of a device. */
export function detached(result: DetachResult): string {
  return result === 'requested' ? 'detach request sent successfully' : 'detached successfully'
}
