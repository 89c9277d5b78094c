import { hostname } from 'node:os'
import { VirtError, type HostOperations } from '@virt/core/driver'
import { machineOf, versionNumber, type Emulator } from '../emulators/emulator.js'
import type { Emulators } from '../emulators/emulators.js'
import { domainCapabilities } from './domain-capabilities.js'
import { cellsFreeMemory, memoryFigure, memoryStats } from './memory.js'
import { nodeInfo } from './node-info.js'
import { cpuMap, cpuStats } from './node-stats.js'

/** What this engine says of its host. */
export function hostOperations(emulators: Emulators): HostOperations {
  return {
    type: async () => 'QEMU',
    version: async () => versionNumber(await emulators.find({})),
    maxVcpus: async (type) => mostVcpus(await emulators.find({ virtType: virtType(type) })),
    nodeInfo: async () => nodeInfo(),
    capabilities: async () => emulators.capabilities(),
    domainCapabilities: (request) => domainCapabilities(emulators, request),
    hostname: async () => hostname(),
    freeMemory: async () => memoryFigure('MemFree') * 1024,
    cellsFreeMemory: async () => cellsFreeMemory(),
    cpuMap: async () => cpuMap(),
    cpuStats: async (cpu) => cpuStats(cpu),
    memoryStats: async (cell) => memoryStats(cell),
  }
}

function virtType(type: string | undefined): 'qemu' | 'kvm' | undefined {
  if (type === undefined || type === 'qemu' || type === 'kvm') return type
  throw new VirtError('INVALID_ARG', `unknown type '${type}'`, { origin: 'QEMU' })
}

function mostVcpus(emulator: Emulator): number {
  const usual = emulator.machines.find(({ isDefault }) => isDefault) ?? machineOf(emulator, 'pc')
  return usual?.maxCpus ?? 1
}
