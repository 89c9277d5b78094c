import { VirtError, type Call, type VcpuInfo } from '@virt/core/driver'
import { allowedCpus, threadStat } from '../host/process-times.js'
import type { ManagedDomain } from './domain.js'

/** Every vcpu of a running domain, with the figures of its thread. */
export async function vcpusOf(domain: ManagedDomain, call: Call): Promise<VcpuInfo[]> {
  const { guest } = domain
  if (!guest?.process)
    throw new VirtError('OPERATION_INVALID', 'cannot retrieve vcpu information on inactive domain', {
      origin: 'QEMU',
    })
  const { pid } = guest.process
  const cpus = await guest.monitor.execute('query-cpus-fast', {}, call)
  return cpus.map((cpu) => {
    const thread = cpu['thread-id']
    const { time = 0, cpu: on } = threadStat(pid, thread) ?? {}
    return {
      number: cpu['cpu-index'],
      state: 'running',
      cpuTime: time,
      cpu: on,
      affinity: allowedCpus(pid, thread),
    }
  })
}
