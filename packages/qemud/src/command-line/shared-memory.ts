import type { DomainConfig } from '@virt/core/config'

/** Whether another process, which the guest's virtio queues go to, can see all of the guest's memory. */
export function sharesMemory({ memoryBacking, cpu }: DomainConfig): boolean {
  const access = memoryBacking?.access?.mode
  const cells = cpu?.numa?.cells ?? []
  return cells.length === 0
    ? access === 'shared'
    : cells.every(({ memAccess = access }) => memAccess === 'shared')
}
