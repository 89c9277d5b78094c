import type { DomainConfig, MemoryDeviceConfig } from '@virt/core/config'
import { unsupported } from '../plan.js'
import { refuse, type Rule } from './rule.js'

/** Refuse memory devices that do not fit, or contradict themselves. */
export function checkModules(
  { maxMemory, os }: DomainConfig,
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
  for (const module of plugged) checkNode(module, cells)
  refuse(modules.flatMap((module) => models[module.model]?.(module) ?? []))
  refuse([...placeRules(inSlots), ...persistentRules(inSlots, os.type.arch?.startsWith('ppc64') === true)])
}

/** What a persistent module is known by differs on POWER. */
function persistentRules(modules: readonly MemoryDeviceConfig[], power: boolean): readonly Rule[] {
  return modules
    .filter(({ model }) => model === 'nvdimm')
    .flatMap(({ target, uuid }): readonly Rule[] => [
      [power && target.label === undefined, 'label size is required for NVDIMM device'],
      [!power && uuid !== undefined, 'UUID is not supported for NVDIMM device'],
    ])
}

function placeRules(modules: readonly MemoryDeviceConfig[]): readonly Rule[] {
  const bases = modules.map(({ address }) => (address?.type === 'dimm' ? address.base : undefined))
  return modules.flatMap(({ address }, index): readonly Rule[] => [
    [address && address.type !== 'dimm', "only 'dimm' addresses are supported for the pc-dimm device"],
    [
      bases[index] !== undefined && bases.indexOf(bases[index]) !== index,
      `memory device base '${bases[index] ?? ''}' is already being used by another memory device`,
    ],
  ])
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

function checkNode({ target: { node } }: MemoryDeviceConfig, cells: number): void {
  if (node === undefined && cells > 0)
    throw unsupported('target NUMA node needs to be specified for memory device')
  if (node !== undefined && node >= Math.max(cells, 1))
    throw unsupported(
      `can't add memory backend for guest node '${node}' as the guest has only '${cells}' NUMA nodes configured`,
    )
}

type RulesOf = (module: MemoryDeviceConfig) => readonly Rule[]

const models: Readonly<Partial<Record<MemoryDeviceConfig['model'], RulesOf>>> = {
  nvdimm: ({ source, discard, target: { label, size } }) => [
    [label && label.size < smallestLabel, 'nvdimm label must be at least 128KiB'],
    [label && label.size >= size, 'label size must be smaller than NVDIMM size', 'XML_DETAIL'],
    [source?.path === undefined, "path is required for memory device model 'nvdimm'"],
    [discard, 'discard is not supported for nvdimms'],
  ],
  'virtio-pmem': ({ source, discard, access, target }) => [
    [source?.path === undefined, "path is required for model 'virtio-pmem'"],
    [discard, "discard is not supported for model 'virtio-pmem'"],
    [access !== 'shared', 'shared access mode required for virtio-pmem device'],
    [target.node !== undefined, 'virtio-pmem does not support NUMA nodes'],
  ],
  'virtio-mem': ({ target: { size, block = smallestBlock, requested = 0 } }) => [
    [requested > size, 'requested size must be smaller than or equal to @size', 'XML_DETAIL'],
    [!Number.isInteger(Math.log2(block)), 'block size must be a power of two', 'XML_DETAIL'],
    [block < smallestBlock, `block size too small, must be at least ${smallestBlock}KiB`, 'XML_DETAIL'],
    [requested % block !== 0, 'requested size must be an integer multiple of block size', 'XML_DETAIL'],
  ],
}

/** KiB. */
const smallestLabel = 128

/** KiB: a transparent huge page. */
const smallestBlock = 2048
