import type { DomainState, VcpuInfo, VcpuState } from '@virt/core/driver'
import { parseCpuSet } from './cpu-set.js'
import type { TestDomain } from './test-domain.js'

/** The vcpus of a running domain that are online, each on the last host CPU that it may use. */
export function vcpuInfos(domain: TestDomain, hostCpus: readonly number[]): readonly VcpuInfo[] {
  const { config, info } = domain
  const state = vcpuState(info.state)
  const cpuTime = vcpuTime(info.cpuTime, config.vcpu?.count ?? 1)
  const usual = config.vcpu?.cpuset === undefined ? hostCpus : parseCpuSet(config.vcpu.cpuset)
  return Array.from({ length: info.vcpus }, (_, number) => {
    const pin = config.cputune?.vcpuPins?.find(({ vcpu }) => vcpu === number)
    const affinity = pin ? parseCpuSet(pin.cpuset) : usual
    return { number, state, cpuTime, cpu: affinity.at(-1), affinity }
  })
}

export const vcpuState = (state: DomainState): VcpuState => (state === 'running' ? 'running' : 'blocked')

/** The share of each of all vcpus: one that comes later has had its own. */
export const vcpuTime = (cpuTime: number, maximum: number): number =>
  Math.floor(cpuTime / Math.max(maximum, 1))
