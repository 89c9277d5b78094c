import {
  ioThreadIds,
  withIoThread,
  withIoThreadPin,
  withoutIoThread,
  type DomainConfig,
} from '@virt/core/config'
import type { DomainOperations } from '@virt/core/driver'
import { affected, edit } from '../affect.js'
import { formatCpuSet, parseCpuSet } from '../cpu-set.js'
import { refusal } from '../refusal.js'
import { hostCpus } from '../test-host.js'
import type { TestNode } from '../test-node.js'

type IoThreads = Pick<DomainOperations, 'ioThreads' | 'pinIoThread' | 'addIoThread' | 'deleteIoThread'>

export function ioThreads(node: TestNode): IoThreads {
  const cpus = hostCpus(node.host)
  return {
    ioThreads: async (ref, flags) => {
      const domain = node.domain(ref)
      const { live } = affected(domain, flags)
      const config = (live ? domain.live : domain.definition) ?? domain.config
      return ioThreadIds(config).map((id) => {
        const pin = config.cputune?.iothreadPins?.find(({ iothread }) => iothread === id)
        return { id, affinity: parseCpuSet(pin?.cpuset ?? usualCpus(config)) }
      })
    },
    pinIoThread: async (ref, id, allowed, flags) => {
      const missing = allowed.find((cpu) => cpu >= cpus.length)
      if (missing !== undefined)
        throw refusal('INVALID_ARG', `host cpu '${missing}' is not present in the node`)
      edit(node.domain(ref), flags, (config) => withIoThreadPin(config, id, formatCpuSet(allowed)))
    },
    addIoThread: async (ref, id, flags) =>
      void edit(node.domain(ref), flags, (config) => withIoThread(config, id)),
    deleteIoThread: async (ref, id, flags) =>
      void edit(node.domain(ref), flags, (config) => withoutIoThread(config, id)),
  }
}

/** libvirt's test driver gives an I/O thread that is not tied as many host CPUs as there are vcpus. */
function usualCpus({ vcpu }: DomainConfig): string {
  return vcpu?.cpuset ?? `0-${(vcpu?.count ?? 1) - 1}`
}
