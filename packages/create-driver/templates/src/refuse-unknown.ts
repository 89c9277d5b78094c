import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'

/** Say no to what this hypervisor cannot do, by name, instead of passing over it. */
export function refuseUnknown({ devices }: DomainConfig): void {
  if (devices?.graphics?.length) throw new VirtError('CONFIG_UNSUPPORTED', 'this hypervisor has no graphics')
}
