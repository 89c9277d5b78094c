import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostArchitecture } from '@virt/core/config'
import type { NodeInfo } from '@virt/core/driver'
import { parseCpuList } from './cpu-list.js'
import { memoryFigure } from './memory.js'

/** Where the kernel tells of the host. */
export interface HostFiles {
  readonly cpuinfo: string
  readonly meminfo: string
  /** `/sys/devices/system`. */
  readonly system: string
  readonly architecture: string
}

const thisHost: HostFiles = {
  cpuinfo: '/proc/cpuinfo',
  meminfo: '/proc/meminfo',
  system: '/sys/devices/system',
  architecture: hostArchitecture(),
}

/** The host's processors and memory, counted as `virNodeGetInfo` counts. */
export function nodeInfo(files: HostFiles = thisHost): NodeInfo {
  const present = cpusIn(join(files.system, 'cpu'))
  const cells = cellsOf(files.system, present)
  const online = present.filter((cpu) => isOnline(files.system, cpu))
  const shapes = cells.map((cell) =>
    shapeOf(
      files.system,
      cell.filter((cpu) => online.includes(cpu)),
    ),
  )
  const shape = {
    nodes: cells.length,
    sockets: Math.max(...shapes.map((each) => each.sockets)),
    cores: Math.max(...shapes.map((each) => each.cores)),
    threads: Math.max(...shapes.map((each) => each.threads)),
  }
  const regular = shape.nodes * shape.sockets * shape.cores * shape.threads === present.length
  return {
    model: files.architecture,
    memory: memoryFigure('MemTotal', files.meminfo),
    cpus: online.length,
    mhz: frequency(files),
    ...(regular ? shape : { nodes: 1, sockets: 1, cores: present.length, threads: 1 }),
  }
}

interface Shape {
  readonly sockets: number
  readonly cores: number
  readonly threads: number
}

function shapeOf(system: string, cpus: readonly number[]): Shape {
  const coresBySocket = new Map<number, Set<number>>()
  let threads = 0
  for (const cpu of cpus) {
    const socket = Math.max(0, topologyNumber(system, cpu, 'physical_package_id'))
    const cores = coresBySocket.get(socket) ?? new Set()
    coresBySocket.set(socket, cores.add(topologyNumber(system, cpu, 'core_id')))
    threads = Math.max(threads, siblings(system, cpu))
  }
  const cores = Math.max(0, ...[...coresBySocket.values()].map((each) => each.size))
  return { sockets: coresBySocket.size, cores, threads }
}

function cellsOf(system: string, present: readonly number[]): (readonly number[])[] {
  const nodes = join(system, 'node')
  const cells = numbered(nodes, 'node').map((node) =>
    cpusIn(join(nodes, `node${node}`)).filter((cpu) => present.includes(cpu)),
  )
  return cells.some((cell) => cell.length > 0) ? cells : [present]
}

function siblings(system: string, cpu: number): number {
  const list = read(join(system, `cpu/cpu${cpu}/topology/thread_siblings_list`))
  return list === undefined ? 1 : parseCpuList(list).length
}

function isOnline(system: string, cpu: number): boolean {
  const list = read(join(system, 'cpu/online'))
  if (list !== undefined) return parseCpuList(list).includes(cpu)
  return read(join(system, `cpu/cpu${cpu}/online`))?.trim() !== '0'
}

function topologyNumber(system: string, cpu: number, file: string): number {
  return Number(read(join(system, `cpu/cpu${cpu}/topology/${file}`)) ?? 0)
}

function cpusIn(directory: string): number[] {
  return numbered(directory, 'cpu')
}

function numbered(directory: string, prefix: string): number[] {
  if (!existsSync(directory)) return []
  const pattern = new RegExp(`^${prefix}(\\d+)$`)
  return readdirSync(directory)
    .map((entry) => pattern.exec(entry)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

const frequencyLabels = [
  { architecture: /^(x86_64|i.86)$/, label: /^cpu MHz\s*:\s*(\d+)/m },
  { architecture: /^ppc/, label: /^clock\s*:\s*(\d+)/m },
  { architecture: /^s390/, label: /^cpu MHz dynamic\s*:\s*(\d+)/m },
]

function frequency(files: HostFiles): number {
  const label = frequencyLabels.find(({ architecture }) => architecture.test(files.architecture))?.label
  return Number(label?.exec(read(files.cpuinfo) ?? '')?.[1] ?? 0)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
