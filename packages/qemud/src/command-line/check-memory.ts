import type { DomainConfig, MemoryDeviceConfig } from '@virt/core/config'
import { parseCpuList } from '../host/cpu-list.js'
import { unsupported, type Plan } from './plan.js'

/** Refuse memory that contradicts itself, in libvirt's words. */
export function checkMemory(plan: Plan): void {
  const { maxMemory, memory, cpu, devices, memoryBacking } = plan.config
  const cells = cpu?.numa?.cells?.length ?? 0
  if (!Number.isSafeInteger(memory * 1024))
    throw unsupported("memory size of NUMA node '0' overflowed after alignment")
  if (maxMemory && cells === 0 && plan.family.name !== 'pseries')
    throw unsupported('At least one numa node has to be configured when enabling memory hotplug')
  checkModules(plan.config, devices?.memories ?? [], cells)
  for (const { nodeset } of memoryBacking?.hugepages?.pages ?? [])
    for (const node of nodeset === undefined ? [] : parseCpuList(nodeset))
      if (node >= Math.max(cells, 1)) throw unsupported(`hugepages: node ${node} not found`)
}

function checkModules(
  { maxMemory }: DomainConfig,
  modules: readonly MemoryDeviceConfig[],
  cells: number,
): void {
  const plugged = modules.filter(({ model }) => model !== 'virtio-pmem')
  if (plugged.length > 0 && !maxMemory)
    throw unsupported("cannot use/hotplug a memory device when domain 'maxMemory' is not defined")
  const slots = maxMemory?.slots ?? 0
  const inSlots = modules.filter(({ model }) => model === 'dimm' || model === 'nvdimm')
  if (inSlots.length > slots)
    throw unsupported(`memory device count '${inSlots.length}' exceeds slots count '${slots}'`)
  inSlots.forEach((module, at) => checkSlot(module, inSlots.slice(0, at), slots))
  for (const module of plugged) checkModule(module, cells)
}

function checkSlot(module: MemoryDeviceConfig, others: readonly MemoryDeviceConfig[], slots: number): void {
  const slot = slotOf(module)
  if (slot === undefined) return
  if (slot >= slots) throw unsupported(`memory device slot '${slot}' exceeds slots count '${slots}'`)
  if (others.some((other) => slotOf(other) === slot))
    throw unsupported(`memory device slot '${slot}' is already being used by another memory device`)
}

function slotOf({ address }: MemoryDeviceConfig): number | undefined {
  return address?.type === 'dimm' ? address.slot : undefined
}

function checkModule({ model, target, discard, source }: MemoryDeviceConfig, cells: number): void {
  const { node } = target
  if (node === undefined && cells > 0)
    throw unsupported('target NUMA node needs to be specified for memory device')
  if (node !== undefined && node >= Math.max(cells, 1))
    throw unsupported(
      `can't add memory backend for guest node '${node}' as the guest has only '${cells}' NUMA nodes configured`,
    )
  if (model === 'nvdimm' && source?.path === undefined)
    throw unsupported("path is required for memory device model 'nvdimm'")
  if (model === 'nvdimm' && discard) throw unsupported('discard is not supported for nvdimms')
}
