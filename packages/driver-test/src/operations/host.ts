import { hostname } from 'node:os'
import type { HostOperations } from '@virt/core/driver'
import { domainCapabilities } from '../domain-capabilities.js'
import { capabilities, cellsFreeMemory, freeMemory, maxVcpus, type TestHost } from '../test-host.js'

const hypervisorVersion = 2

/** libvirt's figures. */
const cpuMap = { present: 8, online: [0, 2, 4] }
const cpuStats = {
  user: 9_797_400_000,
  system: 34_678_723_400_000,
  idle: 87_264_900_000,
  ioWait: 763_600_000,
}

/** It does not know how its memory is used. */
export function hostOperations(host: TestHost): Omit<HostOperations, 'memoryStats'> {
  return {
    type: async () => 'TEST',
    version: async () => hypervisorVersion,
    maxVcpus: async () => maxVcpus,
    nodeInfo: async () => ({ ...host.info }),
    capabilities: async () => capabilities(host),
    domainCapabilities: async (request) => domainCapabilities(request),
    hostname: async () => hostname(),
    freeMemory: async () => freeMemory(host),
    cellsFreeMemory: async () => cellsFreeMemory(host),
    cpuMap: async () => cpuMap,
    cpuStats: async () => cpuStats,
  }
}
