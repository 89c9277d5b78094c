import { hostname } from 'node:os'
import type { HostOperations } from '@virt/core/driver'
import { domainCapabilities } from '../domain-capabilities.js'
import { capabilities, freeMemory, maxVcpus, type TestHost } from '../test-host.js'

const hypervisorVersion = 2

export function hostOperations(host: TestHost): HostOperations {
  return {
    type: async () => 'TEST',
    version: async () => hypervisorVersion,
    maxVcpus: async () => maxVcpus,
    nodeInfo: async () => ({ ...host.info }),
    capabilities: async () => capabilities(host),
    domainCapabilities: async (request) => domainCapabilities(request),
    hostname: async () => hostname(),
    freeMemory: async () => freeMemory(host),
  }
}
