import type { DomainOperations, VcpuInfo, VcpuState } from '@virt/core/driver'
import { vcpusToMask } from '@virt/xen-common'
import { checkActive, checkAffected } from '../affect.js'
import { redefine, withItem } from '../definition.js'
import { isActive } from '../protocol/facts.js'
import { integer, nanoseconds, number } from '../protocol/numbers.js'
import { child, children, type Sxp } from '../sxp/index.js'
import { notValid, refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

type Vcpus = Pick<DomainOperations, 'setVcpus' | 'pinVcpu' | 'vcpus'>

/** From here on `pincpu` reads numbers with commas; before, each character of its map is one. */
const commasFrom = 3_004_000

/** xend 3.0.4 lowers its maximum with the number: only it knows how many there were at the start. */
const forgetsMaximum = 3

export function vcpuOperations(host: XendHost): Vcpus {
  const { xend, inventory, node } = host
  return {
    async setVcpus(domain, count, { maximum, ...flags }, call) {
      const { facts, reference } = await inventory.find(domain, call)
      await checkAffected(host, facts, flags)
      if (maximum && isActive(facts)) throw notValid('the maximum of a domain that runs cannot be changed')
      if (!maximum && count > facts.maxVcpus && !(isActive(facts) && node.configVersion === forgetsMaximum))
        throw refusal('INVALID_ARG', `the domain has at most ${facts.maxVcpus} vcpus, not ${count}`)
      if (isActive(facts) || maximum) await xend.operate(reference, 'set_vcpus', { vcpus: count }, call)
      else await redefine(host, facts, (sxp) => withVcpus(sxp, facts.maxVcpus, count), call)
    },

    async pinVcpu(domain, vcpu, cpus, flags, call) {
      const { facts, reference } = await inventory.find(domain, call)
      await checkAffected(host, facts, flags)
      if (vcpu >= facts.maxVcpus)
        throw refusal('INVALID_ARG', `vcpu ${vcpu} is out of range: the domain has ${facts.maxVcpus}`)
      await xend.operate(reference, 'pincpu', { vcpu, cpumap: cpumapOf(cpus, node.version) }, call)
    },

    async vcpus(domain, call) {
      const { facts, reference } = await inventory.find(domain, call)
      checkActive(facts)
      const rows = children(await xend.vcpus(reference, call), 'vcpu')
      return rows.map((row) => vcpuOf(row, node.cpus))
    },
  }
}

function withVcpus(sxp: readonly Sxp[], count: number, current: number): readonly Sxp[] {
  const all = vcpusToMask({ count: count + 1, current: count }) ?? ''
  return withItem(sxp, 'vcpu_avail', vcpusToMask({ count, current }) ?? all)
}

function cpumapOf(cpus: readonly number[], version: number): string {
  const ascending = [...new Set(cpus)].sort((a, b) => a - b)
  if (version >= commasFrom) return ascending.join(',')
  if (ascending.every((cpu) => cpu < 10)) return ascending.join('')
  throw refusal('OPERATION_UNSUPPORTED', 'before 3.4 xend can name only the host CPUs 0 to 9')
}

function vcpuOf(row: Sxp, hostCpus: number): VcpuInfo {
  const cpu = number(row, 'cpu') ?? -1
  const state = stateOf(row)
  return {
    number: integer(row, 'number'),
    state,
    cpuTime: nanoseconds(row, 'cpu_time'),
    ...(cpu >= 0 && state !== 'offline' ? { cpu } : {}),
    affinity: affinityOf(row, hostCpus),
  }
}

function stateOf(row: Sxp): VcpuState {
  if (integer(row, 'online') === 0) return 'offline'
  if (integer(row, 'running') === 1) return 'running'
  return integer(row, 'blocked') === 1 ? 'blocked' : 'offline'
}

/** A map that was never set names more CPUs than there are. */
function affinityOf(row: Sxp, hostCpus: number): readonly number[] {
  const [, map] = child(row, 'cpumap') ?? []
  const cpus = (Array.isArray(map) ? (map as readonly Sxp[]) : []).map(Number).filter(Number.isInteger)
  const present = cpus.filter((cpu) => hostCpus === 0 || cpu < hostCpus)
  return [...new Set(present.length > 0 ? present : cpus)].sort((a, b) => a - b)
}
