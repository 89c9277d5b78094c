import type { DiskConfig, InterfaceConfig } from '@virt/core/config'
import type { DomainStats } from '@virt/core/driver'
import type { TestDomain } from './test-domain.js'
import { vcpuState, vcpuTime } from './vcpu-info.js'

type VcpuStats = NonNullable<NonNullable<DomainStats['vcpus']>['each']>[number]
type BlockStats = NonNullable<DomainStats['blocks']>[number]
type InterfaceStats = NonNullable<DomainStats['interfaces']>[number]

/** The figures of one domain. Those of disks and interfaces mean nothing: they grow as the domain runs. */
export function domainStats(domain: TestDomain): DomainStats {
  const { state, reason, maxMemory, memory, vcpus: current, cpuTime } = domain.info
  const { vcpu, devices } = domain.config
  const balloon = { current: memory, maximum: maxMemory }
  const maximum = vcpu?.count ?? 1
  if (!domain.active) return { domain: domain.ref, state, reason, balloon, vcpus: { current, maximum } }
  const each = Array<VcpuStats>(current).fill({ state: vcpuState(state), time: vcpuTime(cpuTime, maximum) })
  const microseconds = Math.floor(cpuTime / 1000)
  return {
    domain: domain.ref,
    state,
    reason,
    cpu: { time: cpuTime },
    balloon,
    vcpus: { current, maximum, each },
    blocks: devices?.disks?.map((disk) => blockStats(disk, microseconds)) ?? [],
    interfaces: devices?.interfaces?.map((card) => interfaceStats(card, microseconds)) ?? [],
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
