/** What every device has. */
export const device = { alias: true, address: true } as const
/** `<driver>` of every virtio device. */
export const virtioDriver = { iommu: true, ats: true, packed: true, pagePerVq: true } as const
/** Virtio devices of the first, of both, and of the second generation. */
export const virtioModels = ['virtio', 'virtio-transitional', 'virtio-non-transitional'] as const
