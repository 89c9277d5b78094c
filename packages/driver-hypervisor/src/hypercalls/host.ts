import type { Caller } from './caller.js'

/** `xen_sysctl_physinfo`, as far as every release has it. */
export interface HostRecord {
  readonly threadsPerCore: number
  readonly coresPerSocket: number
  readonly nodes: number
  readonly cpus: number
  /** The largest number of a CPU, plus one. */
  readonly cpuSlots: number
  readonly khz: number
  readonly pages: number
  readonly freePages: number
}

/** CPUs to ask about where Xen's interface does not tell their number. */
const unknownCpus = 64

export function hostOf(caller: Caller): HostRecord {
  const reply = caller.call('physinfo')
  const has = (field: string): boolean => Object.hasOwn(caller.interface.calls.physinfo?.fields ?? {}, field)
  const [threadsPerCore, coresPerSocket, nodes] = [
    reply('threadsPerCore'),
    reply('coresPerSocket'),
    reply('nrNodes'),
  ]
  const cpus = has('nrCpus')
    ? reply('nrCpus')
    : threadsPerCore * coresPerSocket * reply('socketsPerNode') * nodes
  return {
    threadsPerCore,
    coresPerSocket,
    nodes,
    cpus,
    cpuSlots: has('maxCpuId') ? reply('maxCpuId') + 1 : cpus,
    khz: reply('cpuKhz'),
    pages: reply('totalPages'),
    freePages: reply('freePages'),
  }
}

/** How many host CPUs a map must have room for. */
export const cpuSlots = (caller: Caller): number =>
  caller.has('physinfo') ? hostOf(caller).cpuSlots : unknownCpus
