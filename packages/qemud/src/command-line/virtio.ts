import type { DeviceAddress, VirtioOptions } from '@virt/core/config'
import { model, type Plan } from './plan.js'

const variants: Readonly<Record<string, string>> = {
  'virtio-transitional': '-transitional',
  'virtio-non-transitional': '-non-transitional',
}

/**
 * The device model of a virtio device on this machine: `virtio-blk` is `virtio-blk-pci`, or `virtio-blk-ccw` on s390x
 * unless its place is on PCI.
 */
export function virtioModel(
  plan: Plan,
  kind: string,
  variant: string = 'virtio',
  address?: DeviceAddress,
): string {
  const bus = address?.type === 'pci' ? 'pci' : plan.family.virtio
  return model(plan, `${kind}-${bus}${variants[variant] ?? ''}`)
}

/** Options that every virtio device has. */
export function virtioOptions(driver: VirtioOptions | undefined): object {
  return {
    iommu_platform: driver?.iommu,
    ats: driver?.ats,
    packed: driver?.packed,
    'page-per-vq': driver?.pagePerVq,
  }
}
