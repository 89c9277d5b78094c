import type { VirtioOptions } from '@virt/core/config'
import { model, type Plan } from './plan.js'

const variants: Readonly<Record<string, string>> = {
  'virtio-transitional': '-transitional',
  'virtio-non-transitional': '-non-transitional',
}

/** The device model of a virtio device on this machine: `virtio-blk` is `virtio-blk-pci`, or `virtio-blk-ccw` on s390x. */
export function virtioModel(plan: Plan, kind: string, variant: string = 'virtio'): string {
  return model(plan, `${kind}-${plan.family.virtio}${variants[variant] ?? ''}`)
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
