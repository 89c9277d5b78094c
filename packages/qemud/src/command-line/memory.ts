import type { DomainConfig, KiB, MemoryDeviceConfig } from '@virt/core/config'
import { memoryBackend } from './memory-backend.js'
import type { MachineFamily } from './machine-family.js'
import { jsonOption, keyValues } from './options.js'
import { unsupported, type Plan } from './plan.js'

/** What the guest boots with, in KiB: everything but the modules. */
export function bootMemory({ memory, devices }: DomainConfig): KiB {
  return memory - sum(devices?.memories?.map(({ target }) => target.size))
}

/** `-m`, and the backend of the main memory. */
export function memoryOptions(plan: Plan): readonly string[] {
  const { config } = plan
  const { maxMemory } = config
  const size = bootMemory(config)
  const sizes = maxMemory && { slots: maxMemory.slots, maxmem: `${maxMemory.size}k` }
  const backend = mainBackend(plan)
  return [
    '-m',
    keyValues('', { size: `${size}k`, ...sizes }),
    ...(backend === undefined
      ? []
      : jsonOption('-object', {
          ...memoryBackend(plan, { id: backend, size }),
          'x-use-canonical-path-for-ramblock-id': hasBlockId(plan) ? false : undefined,
        })),
    '-overcommit',
    keyValues('', { 'mem-lock': config.memoryBacking?.locked ?? false }),
  ]
}

/** The id that the machine wants its memory to have. None where memory is made of NUMA cells. */
export function mainBackend({ config, machine }: Plan): string | undefined {
  if (config.cpu?.numa?.cells?.length) return undefined
  if (machine.ramId === undefined && (config.memoryBacking ?? config.numatune))
    throw unsupported(`memory backing is not supported by machine '${machine.name}'`)
  return machine.ramId
}

/** Only the backends with a descriptor know the switch that keeps the old name of the main memory. */
function hasBlockId({ config }: Plan): boolean {
  const { hugepages, source, access } = config.memoryBacking ?? {}
  const descriptor = source !== undefined && source.type !== 'anonymous'
  return descriptor || hugepages !== undefined || access?.mode === 'shared'
}

const mebibyte = 1024

/** POWER's persistent memory has its label beside whole units, others' inside. */
function moduleSize({ model, target }: MemoryDeviceConfig, unit: KiB): KiB {
  const label = target.label?.size
  if (model !== 'nvdimm' || unit === mebibyte || label === undefined)
    return Math.ceil(target.size / unit) * unit
  return Math.floor((target.size - label) / unit) * unit + label
}

/** The sizes of memory as machines can have them, rounded up; what QEMU and the guest will see. */
export function withAlignedMemory(config: DomainConfig, family: MachineFamily): DomainConfig {
  const unit = family.name === 'pseries' ? 256 * mebibyte : mebibyte
  const align = (size: KiB): KiB => Math.ceil(size / unit) * unit
  const { memory, currentMemory, maxMemory, devices, cpu } = config
  const memories = devices?.memories?.map((module) => ({
    ...module,
    target: { ...module.target, size: moduleSize(module, unit) },
  }))
  const cells = cpu?.numa?.cells?.map((cell) => ({ ...cell, memory: align(cell.memory) }))
  const main = cells?.length ? sum(cells.map((cell) => cell.memory)) : align(bootMemory(config))
  const total = main + sum(memories?.map(({ target }) => target.size))
  return {
    ...config,
    memory: total,
    currentMemory: currentMemory === memory ? total : currentMemory,
    ...(maxMemory && { maxMemory: { ...maxMemory, size: align(maxMemory.size) } }),
    ...(cells && { cpu: { ...cpu, numa: { ...cpu?.numa, cells } } }),
    ...(memories && { devices: { ...devices, memories } }),
  }
}

function sum(sizes: readonly KiB[] = []): KiB {
  return sizes.reduce((total, size) => total + size, 0)
}
