import type { VcpuInfo } from '@virt/core/driver'
import { parseCpuSet } from './cpu-set.js'
import type { TestDomain } from './test-domain.js'

/** The vcpus of a running domain that are online, each on the last host CPU that it may use. */
export function vcpuInfos(domain: TestDomain, hostCpus: readonly number[]): readonly VcpuInfo[] {
  const { config, info, state } = domain
  const share = Math.floor(info.cpuTime / Math.max(config.vcpu?.count ?? 1, 1))
  const usual = config.vcpu?.cpuset === undefined ? hostCpus : parseCpuSet(config.vcpu.cpuset)
  return Array.from({ length: info.vcpus }, (_, number) => {
    const pin = config.cputune?.vcpuPins?.find(({ vcpu }) => vcpu === number)
    const affinity = pin ? parseCpuSet(pin.cpuset) : usual
    return {
      number,
      state: state === 'running' ? 'running' : 'blocked',
      cpuTime: share,
      cpu: affinity.at(-1),
      affinity,
    }
  })
}
