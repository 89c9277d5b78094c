import type { CpuStats } from '@virt/core/driver'
import type { TestDomain } from './test-domain.js'

/** Every host CPU has the same share, all of it the guest's own. */
export function cpuStats({ info: { cpuTime: time } }: TestDomain, hostCpus: number): CpuStats {
  const share = Math.floor(time / hostCpus)
  return { time, cpus: Array(hostCpus).fill({ time: share, vcpuTime: share }) }
}
