import type { VcpuConfig, VcpuPin } from '@virt/core/config'
import { vcpusFromMask, vcpusToMask } from '@virt/xen-common'
import type { ConfigValue } from '../../file/index.js'
import type { Settings } from '../settings.js'
import type { Entries, Topic } from '../topic.js'

/** How many virtual CPUs, and where they run. Before Xen 3.1's format `vcpus` is the most, and a mask says which there are. */
export const cpus: Topic = {
  keys: ['maxvcpus', 'vcpus', 'vcpu_avail', 'cpus'],
  read(settings) {
    const vcpu = countOf(settings)
    const { cpuset, vcpuPins } = placeOf(settings)
    return {
      vcpu: { ...vcpu, ...(cpuset && { cpuset }) },
      ...(vcpuPins && { cputune: { vcpuPins } }),
    }
  },
  write: ({ vcpu = { count: 1 }, cputune }, { version }) => ({
    ...(version < 4 ? masked(vcpu) : counted(vcpu)),
    cpus: vcpu.cpuset ?? pinsValue(cputune?.vcpuPins),
  }),
}

function countOf(settings: Settings): VcpuConfig {
  const vcpus = settings.number('vcpus') ?? 1
  const most = settings.number('maxvcpus')
  if (most === undefined) return vcpusFromMask(vcpus, settings.text('vcpu_avail'))
  return { count: Math.max(most, vcpus), placement: 'static', current: vcpus }
}

function counted({ count, current = count }: VcpuConfig): Entries {
  return { ...(current < count && { maxvcpus: count }), vcpus: current }
}

function masked(vcpu: VcpuConfig): Entries {
  const mask = vcpusToMask(vcpu)
  return { vcpus: vcpu.count, ...(mask !== undefined && { vcpu_avail: number(mask) }) }
}

function number(digits: string): ConfigValue {
  const value = Number(digits)
  return Number.isSafeInteger(value) ? value : BigInt(digits)
}

interface Place {
  readonly cpuset?: string
  readonly vcpuPins?: readonly VcpuPin[]
}

/** One set for all, or one for each; words such as `all` and `node:1` are no sets that libvirt knows. */
function placeOf(settings: Settings): Place {
  const sets = settings.texts('cpus').map((set) => set.replaceAll(/\s/g, ''))
  if (!sets.every((set) => /^\^?\d+(?:-\d+)?(?:,\^?\d+(?:-\d+)?)*$/.test(set))) return {}
  if (!settings.isList('cpus')) return { cpuset: sets[0] }
  return sets.length === 0 ? {} : { vcpuPins: sets.map((cpuset, vcpu) => ({ vcpu, cpuset })) }
}

/** A list has no place for a vcpu that is not pinned, except at its end. */
function pinsValue(pins: readonly VcpuPin[] = []): ConfigValue | undefined {
  if (pins.length === 0) return undefined
  const sets = new Map(pins.map(({ vcpu, cpuset }) => [vcpu, cpuset]))
  const length = Math.max(...sets.keys()) + 1
  return Array.from({ length }, (_, vcpu) => sets.get(vcpu) ?? 'all')
}
