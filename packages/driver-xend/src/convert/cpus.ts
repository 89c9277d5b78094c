import { formatCpuSet, parseCpuSet, type CpuTune, type VcpuConfig, type VcpuPin } from '@virt/core/config'
import { unsupported } from '@virt/xen-common'
import { child, type Sxp } from '../sxp/index.js'
import { item } from './items.js'
import type { Part } from './part.js'

/**
 * Where the vcpus run: `(cpus '0-3')` as it is sent, one set for all, and `(cpus ((0 1) (2) ()))` as xend has it, one for each
 * vcpu, of which an empty one is no choice.
 */
export const cpus: Part = {
  read({ domain }) {
    const [, value = ''] = child(domain, 'cpus') ?? []
    if (typeof value === 'string') return value === '' ? {} : placed(value)
    const sets = value.map(setOf)
    const [first] = sets
    if (first !== undefined && sets.every((set) => set === first)) return placed(first)
    const vcpuPins = sets.flatMap((cpuset, vcpu): VcpuPin[] =>
      cpuset === undefined ? [] : [{ vcpu, cpuset }],
    )
    return vcpuPins.length === 0 ? {} : { cputune: { vcpuPins } }
  },
  write({ config: { vcpu, cputune }, configVersion }) {
    const pins = cputune?.vcpuPins ?? []
    if (pins.length === 0 || vcpu === undefined) return item('cpus', vcpu?.cpuset)
    if (configVersion < 3) throw unsupported('before 3.0.4 xend has one set of CPUs for all vcpus')
    return [['cpus', setsOf(vcpu, cputune)]]
  },
}

function placed(cpuset: string): { readonly vcpu: VcpuConfig } {
  return { vcpu: { cpuset } as VcpuConfig }
}

function setOf(value: Sxp): string | undefined {
  const numbers = typeof value === 'string' ? [] : value.map(Number)
  if (!numbers.every((number) => Number.isInteger(number) && number >= 0)) return undefined
  return formatCpuSet([...new Set(numbers)].sort((a, b) => a - b)) || undefined
}

function setsOf({ count, cpuset }: VcpuConfig, { vcpuPins = [] }: CpuTune = {}): readonly Sxp[] {
  const pins = new Map(vcpuPins.map((pin) => [pin.vcpu, pin.cpuset]))
  return Array.from({ length: count }, (_, vcpu) => {
    const set = pins.get(vcpu) ?? cpuset
    return set === undefined ? [] : (parseCpuSet(set) ?? []).map(String)
  })
}
