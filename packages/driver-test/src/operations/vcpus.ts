import type { CpuTune, DomainConfig } from '@virt/core/config'
import type { DomainOperations } from '@virt/core/driver'
import { affected, edit } from '../affect.js'
import { formatCpuSet } from '../cpu-set.js'
import { notValid, refusal } from '../refusal.js'
import { hostCpus, maxVcpus } from '../test-host.js'
import type { TestNode } from '../test-node.js'
import { vcpuInfos } from '../vcpu-info.js'

type Vcpus = Pick<DomainOperations, 'setVcpus' | 'pinVcpu' | 'vcpus' | 'maxVcpus'>

export function vcpus(node: TestNode): Vcpus {
  const cpus = hostCpus(node.host)
  return {
    setVcpus: async (ref, count, { maximum = false, ...flags }) => {
      if (count > maxVcpus) throw tooMany(`maximum supported amount (${count} > ${maxVcpus})`)
      const domain = node.domain(ref)
      if (maximum && affected(domain, flags).live)
        throw notValid("maximum vcpu count of a live domain can't be modified")
      edit(domain, flags, (config) => (maximum ? withMaximum(config, count) : withCurrent(config, count)))
    },
    pinVcpu: async (ref, vcpu, allowed, flags) => {
      if (allowed.length === 0) throw refusal('INVALID_ARG', 'Empty cpu list for pinning')
      const missing = allowed.find((cpu) => cpu >= cpus.length)
      if (missing !== undefined)
        throw refusal('INVALID_ARG', `host cpu '${missing}' is not present in the node`)
      edit(node.domain(ref), flags, (config) => withPin(config, vcpu, formatCpuSet(allowed)))
    },
    vcpus: async (ref) => {
      const domain = node.domain(ref)
      if (!domain.active) throw notValid('cannot list vcpus for an inactive domain')
      return vcpuInfos(domain, cpus)
    },
    maxVcpus: async (ref) => node.domain(ref).config.vcpu?.count ?? 1,
  }
}

function tooMany(what: string): Error {
  return refusal('INVALID_ARG', `requested cpu amount exceeds ${what}`)
}

function withCurrent(config: DomainConfig, current: number): DomainConfig {
  const count = config.vcpu?.count ?? 1
  if (current > count) throw tooMany(`maximum (${current} > ${count})`)
  return { ...config, vcpu: { ...config.vcpu, count, current: current === count ? undefined : current } }
}

function withMaximum(config: DomainConfig, count: number): DomainConfig {
  const current = Math.min(config.vcpu?.current ?? config.vcpu?.count ?? 1, count)
  return { ...config, vcpu: { ...config.vcpu, count, current: current === count ? undefined : current } }
}

function withPin(config: DomainConfig, vcpu: number, cpuset: string): DomainConfig {
  if (vcpu >= (config.vcpu?.current ?? config.vcpu?.count ?? 1))
    throw refusal('INVALID_ARG', `requested vcpu '${vcpu}' is not present in the domain`)
  const others = config.cputune?.vcpuPins?.filter((pin) => pin.vcpu !== vcpu) ?? []
  const vcpuPins = [...others, { vcpu, cpuset }].sort((a, b) => a.vcpu - b.vcpu)
  const cputune: CpuTune = { ...config.cputune, vcpuPins }
  return { ...config, cputune }
}
