import type { DiskConfig, InterfaceConfig } from '@virt/core/config'
import type { DomainStats } from '@virt/core/driver'
import { vcpuInfos } from './vcpu-info.js'
import type { TestDomain } from './test-domain.js'

type BlockStats = NonNullable<DomainStats['blocks']>[number]
type InterfaceStats = NonNullable<DomainStats['interfaces']>[number]

/** The figures of one domain. Those of disks and interfaces mean nothing: they grow as the domain runs. */
export function domainStats(domain: TestDomain): DomainStats {
  const { ref, info, config, active } = domain
  const state = { domain: ref, state: info.state, reason: info.reason }
  const balloon = { current: info.memory, maximum: info.maxMemory }
  const vcpus = { current: info.vcpus, maximum: config.vcpu?.count ?? 1 }
  if (!active) return { ...state, balloon, vcpus }
  const each = vcpuInfos(domain, []).map(({ state: vcpuState, cpuTime }) => ({
    state: vcpuState,
    time: cpuTime,
  }))
  const microseconds = Math.floor(info.cpuTime / 1000)
  return {
    ...state,
    cpu: { time: info.cpuTime },
    balloon,
    vcpus: { ...vcpus, each },
    blocks: (config.devices?.disks ?? []).map((disk) => blockStats(disk, microseconds)),
    interfaces: (config.devices?.interfaces ?? []).map((card) => interfaceStats(card, microseconds)),
  }
}

function blockStats({ target, source }: DiskConfig, microseconds: number): BlockStats {
  return {
    name: target.dev,
    path: source?.file ?? source?.dev,
    readRequests: Math.floor(microseconds / 10),
    readBytes: Math.floor(microseconds / 20),
    writeRequests: Math.floor(microseconds / 30),
    writeBytes: Math.floor(microseconds / 40),
  }
}

function interfaceStats({ target }: InterfaceConfig, microseconds: number): InterfaceStats {
  return {
    name: target?.dev ?? '',
    receivedBytes: Math.floor(microseconds / 10),
    sentBytes: Math.floor(microseconds / 20),
  }
}
