import type { Capabilities, CapabilitiesGuest, HostCell } from '@virt/core/config'
import type { CellMemory, NodeInfo } from '@virt/core/driver'

/** A NUMA cell of the simulated host. */
export interface TestCell {
  /** KiB. */
  readonly memory: number
  /** Bytes that guests could still get. */
  readonly free: number
  readonly cpus: readonly number[]
}

/** The simulated host. */
export interface TestHost {
  readonly info: NodeInfo
  readonly cells: readonly TestCell[]
}

/** libvirt's figures: also what a node file does not say. */
export const defaultNodeInfo: NodeInfo = {
  model: 'i686',
  memory: 3 * 1024 * 1024,
  cpus: 16,
  mhz: 1400,
  nodes: 2,
  sockets: 2,
  cores: 2,
  threads: 2,
}

/** The most vcpus that any guest may have. */
export const maxVcpus = 32

/** KiB. A cell has small pages of one kind, the host of both. */
const smallPages = [4, 8] as const
const largePages = [2048, 1_048_576] as const

/** How many CPUs the host would have with all of them active. */
export function hostCpus({ info }: TestHost): readonly number[] {
  return [...Array(info.nodes * info.sockets * info.cores * info.threads).keys()]
}

/** Bytes. A host without cells has nothing but its own memory to go by. */
export function freeMemory({ info, cells }: TestHost): number {
  if (cells.length === 0) return info.memory * 1024
  return cells.reduce((sum, { free }) => sum + free, 0)
}

/** libvirt's figures, of any cell. */
const freePages = [
  { size: 4, free: 19 },
  { size: 8, free: 45 },
  { size: 2048, free: 97 },
  { size: 1_048_576, free: 201 },
]

export const cellsFreeMemory = ({ cells }: TestHost): CellMemory[] =>
  cells.map(({ free }, cell) => ({ cell, free, pages: freePages }))

/** What libvirt's test driver says of itself: an i686 with fully and paravirtualised guests. */
export function capabilities({ cells }: TestHost): Capabilities {
  return {
    host: {
      cpu: {
        arch: 'i686',
        flags: { pae: true, extra: { elements: [{ name: 'nonpae' }] } },
        pages: [...smallPages, ...largePages].map((size) => ({ size })),
      },
      powerManagement: {},
      iommu: { support: false },
      topology: { cells: cells.map(describeCell) },
      secmodels: [{ model: 'testSecurity', doi: '' }],
    },
    guests: [guest('hvm'), guest('xen')],
  }
}

function guest(osType: 'hvm' | 'xen'): CapabilitiesGuest {
  return {
    osType,
    arch: { name: 'i686', wordsize: 32, emulator: '/usr/bin/test-hv', domains: [{ type: 'test' }] },
    features: { pae: true, nonpae: true },
  }
}

function describeCell({ memory, cpus }: TestCell, id: number): HostCell {
  const small = id === 1 ? smallPages[1] : smallPages[0]
  return {
    id,
    memory,
    pages: [{ size: small, count: memory / small }, ...largePages.map((size) => ({ size, count: 0 }))],
    cpus: cpus.map((cpu, coreId) => ({ id: cpu, socketId: id, dieId: 0, coreId, siblings: `${cpu}` })),
  }
}
