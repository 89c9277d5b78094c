import type { VirtioOptions } from '@virt/core/config'
import type { Rule } from './rule.js'

/** What only virtio devices can be told, asked of another one. */
export function noVirtioWords(options: VirtioOptions = {}): readonly Rule[] {
  const { iommu, ats, packed, pagePerVq } = options
  return [
    [iommu !== undefined, 'iommu driver option is only supported for virtio devices'],
    [ats !== undefined, 'ats driver option is only supported for virtio devices'],
    [packed !== undefined, 'packed driver option is only supported for virtio devices'],
    [pagePerVq !== undefined, 'page_per_vq option is only supported for virtio devices'],
  ]
}
