import { readFile } from 'node:fs/promises'
import { hostname, machine } from 'node:os'
import { hostArchitecture } from '@virt/core/config'
import type { HostOperations, NodeInfo } from '@virt/core/driver'
import { capabilitiesFrom } from '../capabilities/capabilities.js'
import type { HostRecord } from '../hypercalls/host.js'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { refusal } from '../hypercalls/refusal.js'
import { pageKib } from './memory.js'

export function hostOperations(hypervisor: Hypervisor): Partial<HostOperations> {
  return {
    type: async () => 'Xen',
    version: async () => versionOf(hypervisor),
    maxVcpus: async (type = 'xen') => {
      if (type.toLowerCase() === 'xen') return hypervisor.interface.maxVcpus
      throw refusal('INVALID_ARG', `unknown type '${type}': domains of Xen have the type 'xen'`)
    },
    capabilities: async () =>
      capabilitiesFrom({
        machine: machine(),
        cpuinfo: await readFile('/proc/cpuinfo', 'latin1'),
        capabilities: hypervisor.guestCapabilities(),
      }),
    hostname: async () => hostname(),
    ...(hypervisor.knowsHost && {
      nodeInfo: async () => nodeInfo(hypervisor.host()),
      freeMemory: async () => hypervisor.host().freePages * pageKib * 1024,
    }),
  }
}

/** The release is the number that Xen's extra version begins with: 7 of 4.17.7, 0 of 4.20-unstable. */
function versionOf(hypervisor: Hypervisor): number {
  const { major, minor } = hypervisor.version
  const release = /^\.(\d{1,3})(?!\d)/.exec(hypervisor.extraVersion())
  return major * 1_000_000 + minor * 1000 + Number(release?.[1] ?? 0)
}

function nodeInfo({ threadsPerCore, coresPerSocket, nodes, cpus, khz, pages }: HostRecord): NodeInfo {
  const [threads, cores, cells] = [threadsPerCore, coresPerSocket, nodes].map((count) =>
    Math.max(count, 1),
  ) as [number, number, number]
  return {
    model: hostArchitecture(),
    memory: pages * pageKib,
    cpus,
    mhz: Math.floor(khz / 1000),
    nodes: cells,
    sockets: Math.max(1, Math.ceil(cpus / (cells * cores * threads))),
    cores,
    threads,
  }
}
