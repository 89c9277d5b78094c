import type { NodeCpuStats, NodeMemoryStats } from '../../contract/host.js'
import { equal, expect } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { nanoseconds, whole } from '../shapes.js'

export const hostFigureRules: readonly Rule[] = [
  rule(
    'host.cellsFreeMemory has each NUMA cell once, in order',
    ['host.cellsFreeMemory'],
    async ({ connection }) => {
      const cells = await connection.cellsFreeMemory()
      ascending(
        cells.map(({ cell }) => cell),
        'the cells',
      )
      for (const { cell, free, pages } of cells) {
        whole(free, `the free bytes of cell ${cell}`)
        ascending(
          pages.map(({ size }) => size),
          `the sizes of pages of cell ${cell}`,
        )
      }
    },
  ),
  rule('host.cpuMap has no more CPUs online than present', ['host.cpuMap'], async ({ connection }) => {
    const { present, online } = await connection.cpuMap()
    whole(present, 'how many CPUs there are', 1)
    ascending(online, 'the CPUs that are online')
    expect((online.at(-1) ?? 0) < present, `CPU ${online.at(-1)} is online, and there are ${present}`)
  }),
  rule('host.cpuStats tells of all CPUs together', ['host.cpuStats'], async ({ connection }) =>
    figures(await connection.cpuStats(), nanoseconds),
  ),
  rule('host.memoryStats tells of the whole host', ['host.memoryStats'], async ({ connection }) =>
    figures(await connection.memoryStats(), whole),
  ),
]

function figures(stats: NodeCpuStats | NodeMemoryStats, check: (value: unknown, what: string) => void): void {
  for (const [name, value] of Object.entries(stats)) if (value !== undefined) check(value, name)
}

function ascending(numbers: readonly number[], what: string): void {
  for (const each of numbers) whole(each, `one of ${what}`)
  equal(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
    what,
  )
}
