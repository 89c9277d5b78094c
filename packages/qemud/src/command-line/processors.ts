import type { CpuTopology, VcpuState } from '@virt/core/config'
import type { QmpRequest } from '../qmp/commands.js'
import { defaultCpuModel } from './cpu.js'
import { keyValues } from './options.js'
import { isX86, unsupported, type Plan } from './plan.js'

/** `-smp`. Vcpus that can be unplugged come later: {@link vcpuSetup}. */
export function processorOptions(plan: Plan): readonly string[] {
  const { config, machine } = plan
  const count = config.vcpu?.count ?? 1
  const current = (config.vcpu?.current ?? count) - pluggedVcpus(plan).length
  if (count > machine.maxCpus)
    throw unsupported(`Maximum CPUs greater than specified machine type limit ${machine.maxCpus}`)
  const { sockets, dies, cores, threads } = topologyOf(plan)
  if (sockets * (dies ?? 1) * cores * threads !== count)
    throw unsupported("CPU topology doesn't match maximum vcpu count")
  const maxcpus = current === count ? undefined : count
  return [
    '-smp',
    keyValues(String(current), { maxcpus, sockets, dies: dies === 1 ? undefined : dies, cores, threads }),
  ]
}

/** Plugs those vcpus, in their order, that the guest is to start with but that are not there from the beginning. */
export function vcpuSetup(plan: Plan): readonly QmpRequest[] {
  return pluggedVcpus(plan).map(({ id }) => ({
    execute: 'device_add',
    arguments: { driver: cpuType(plan), id: `vcpu${id}`, ...placeOf(plan, id) },
  }))
}

function topologyOf({ config }: Plan): CpuTopology {
  return config.cpu?.topology ?? { sockets: config.vcpu?.count ?? 1, cores: 1, threads: 1 }
}

function pluggedVcpus({ config }: Plan): readonly VcpuState[] {
  const plugged = (config.vcpus ?? []).filter(({ enabled, hotpluggable }) => enabled && hotpluggable)
  if (plugged.some(({ id }) => id === 0)) throw unsupported('vcpu 0 must not be hotpluggable')
  return [...plugged].sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
}

function cpuType(plan: Plan): string {
  const name = plan.config.cpu?.model?.name ?? defaultCpuModel(plan)
  const suffix = plan.machine.defaultCpu?.replace(/^.*?-(\w+-cpu)$/, '$1') ?? 'cpu'
  return `${name}-${suffix}`
}

/** Where a vcpu sits, as `query-hotpluggable-cpus` would say. */
function placeOf(plan: Plan, id: number): object {
  if (plan.family.name === 'pseries' || plan.family.name === 'ccw') return { 'core-id': id }
  if (!plan.machine.hotpluggableCpus || !isX86(plan))
    throw unsupported(`vcpus of machine '${plan.machine.name}' cannot be hotplugged`)
  const { dies = 1, cores, threads } = topologyOf(plan)
  const core = Math.floor(id / threads)
  const die = Math.floor(core / cores)
  return {
    'socket-id': Math.floor(die / dies),
    'die-id': die % dies,
    'core-id': core % cores,
    'thread-id': id % threads,
  }
}
