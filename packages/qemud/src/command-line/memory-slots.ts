import type { MemoryDeviceConfig } from '@virt/core/config'

/** Modules in the lowest free slots, with the names that libvirt gives them. */
export function withMemorySlots(
  modules: readonly MemoryDeviceConfig[] | undefined,
): readonly MemoryDeviceConfig[] | undefined {
  const taken = new Set(modules?.map(slotOf))
  const free = (): number => {
    let slot = 0
    while (taken.has(slot)) slot++
    taken.add(slot)
    return slot
  }
  const counts = { 'virtio-pmem': 0, 'virtio-mem': 0, 'sgx-epc': 0 }
  return modules?.map((module) => {
    if (module.model !== 'dimm' && module.model !== 'nvdimm')
      return named(module, `${module.model.replace('-', '')}${counts[module.model]++}`)
    const slot = slotOf(module) ?? free()
    const address = module.address?.type === 'dimm' ? module.address : { type: 'dimm' as const }
    return { ...named(module, `${module.model}${slot}`), address: { ...address, slot } }
  })
}

function slotOf({ address }: MemoryDeviceConfig): number | undefined {
  return address?.type === 'dimm' ? address.slot : undefined
}

function named(module: MemoryDeviceConfig, alias: string): MemoryDeviceConfig {
  return module.alias?.startsWith('ua-') ? module : { ...module, alias }
}
