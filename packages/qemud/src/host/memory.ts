import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VirtError, type CellMemory, type NodeMemoryStats } from '@virt/core/driver'
import { numaNodes } from './numa-nodes.js'

const line = /^(?:Node \d+ )?(\w+):\s+(\d+) kB$/
const nodes = '/sys/devices/system/node'
const smallPage = 4

type Figure = 'MemTotal' | 'MemFree' | 'Buffers' | 'Cached'

/** One figure of /proc/meminfo, or of a file of its kind, in KiB. */
export function memoryFigure(name: Figure, meminfo?: string): number {
  return figuresIn(meminfo).get(name) ?? 0
}

/** The memory of a NUMA cell, or of the whole host. */
export function memoryStats(cell: number | undefined, directory: string = nodes): NodeMemoryStats {
  if (cell !== undefined && !cells(directory).includes(cell))
    throw new VirtError('INVALID_ARG', `the host has no NUMA cell ${cell}`, { origin: 'QEMU' })
  const figures = cell === undefined ? figuresIn() : figuresIn(cellFile(directory, cell))
  return {
    total: figures.get('MemTotal'),
    free: figures.get('MemFree'),
    buffers: figures.get('Buffers'),
    cached: figures.get('Cached'),
  }
}

/** What is free in each NUMA cell. */
export function cellsFreeMemory(directory: string = nodes): CellMemory[] {
  return cells(directory).map((cell) => {
    const free = memoryFigure('MemFree', cellFile(directory, cell))
    const small = { size: smallPage, free: Math.floor(free / smallPage) }
    return { cell, free: free * 1024, pages: [small, ...hugePages(join(directory, `node${cell}/hugepages`))] }
  })
}

function hugePages(directory: string): { size: number; free: number }[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .map((name) => ({
      size: Number(/\d+/.exec(name)?.[0]),
      free: Number(readFileSync(join(directory, name, 'free_hugepages'), 'latin1')),
    }))
    .sort((a, b) => a.size - b.size)
}

const cells = (directory: string): readonly number[] => numaNodes(join(directory, 'online'))

/** A kernel that does not know of nodes has one, which has all memory. */
function cellFile(directory: string, cell: number): string | undefined {
  const file = join(directory, `node${cell}/meminfo`)
  return existsSync(file) ? file : undefined
}

function figuresIn(meminfo: string = '/proc/meminfo'): ReadonlyMap<string, number> {
  const found = readFileSync(meminfo, 'utf8')
    .split('\n')
    .map((text) => line.exec(text) ?? [])
  return new Map(found.map(([, name = '', value]) => [name, Number(value)]))
}
