import type { CellMemory, NodeMemoryStats } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, kib, unsigned } from '../../parser/options.js'

const cellno = unsigned('NUMA cell number')

const kibOf = (bytes: number): number => Math.floor(bytes / 1024)

export const freecell: Command = command({
  name: 'freecell',
  summary: 'NUMA free memory',
  description: 'display available free memory for the NUMA cell.',
  options: { cellno, all: bool('show free memory for all NUMA cells'), format },
  run: async (session, { cellno: wantedCell, all, format: wanted }) => {
    exclusive({ all, cellno: wantedCell !== undefined }, 'all', 'cellno')
    const connection = await session.connection()
    if (!all && wantedCell === undefined) {
      const free = await connection.freeMemory(session.call)
      return present(session, wanted, { free }, () => `Total: ${kibOf(free)} KiB\n`)
    }
    const cells = chosenCells(await connection.cellsFreeMemory(session.call), wantedCell)
    const facts = cells.map(({ cell, free }) => ({ cell, free }))
    present(session, wanted, facts, () =>
      all ? formatCells(cells, session.output.quiet) : formatCell(cells),
    )
  },
})

const formatCell = (cells: readonly CellMemory[]): string =>
  cells.map(({ cell, free }) => `${cell}: ${kibOf(free)} KiB\n`).join('')

function formatCells(cells: readonly CellMemory[], quiet: boolean): string {
  const row = (label: string, bytes: number): string =>
    `${label.padStart(5)}: ${`${kibOf(bytes)}`.padStart(10)} KiB\n`
  const rows = cells.map(({ cell, free }) => row(`${cell}`, free)).join('')
  const total = cells.reduce((sum, { free }) => sum + free, 0)
  return quiet ? rows : `${rows}--------------------\n${row('Total', total)}`
}

function chosenCells(cells: readonly CellMemory[], wanted: number | undefined): readonly CellMemory[] {
  if (wanted === undefined) return cells
  const found = cells.filter(({ cell }) => cell === wanted)
  if (found.length === 0) throw new Failure('invalid argument: Range exceeds available cells')
  return found
}

export const freepages: Command = command({
  name: 'freepages',
  summary: 'NUMA free pages',
  description: 'display available free pages for the NUMA cell.',
  options: {
    cellno,
    pagesize: kib('page size (in kibibytes)'),
    all: bool('show free pages for all NUMA cells'),
    format,
  },
  run: async (session, { cellno: wantedCell, pagesize, all, format: wanted }) => {
    exclusive({ all, cellno: wantedCell !== undefined }, 'all', 'cellno')
    if (!all && wantedCell === undefined) throw new Failure('missing cellno argument')
    if (!all && pagesize === undefined) throw new Failure('missing pagesize argument')
    const connection = await session.connection()
    const cells = chosenCells(await connection.cellsFreeMemory(session.call), wantedCell)
    const rows = cells.map(({ cell, pages }) => ({
      cell,
      pages: pages.filter(({ size }) => pagesize === undefined || size === pagesize),
    }))
    if (pagesize !== undefined && rows.some(({ pages }) => pages.length === 0))
      throw new Failure(`page size ${pagesize} is not available on this host`)
    present(session, wanted, rows, () => {
      const lines = rows.map(({ pages }) => pages.map(({ size, free }) => `${size}KiB: ${free}\n`).join(''))
      return all ? rows.map(({ cell }, index) => `Node ${cell}:\n${lines[index]}\n`).join('') : lines.join('')
    })
  },
})

const words: readonly (keyof NodeMemoryStats)[] = ['total', 'free', 'buffers', 'cached']

export const nodememstats: Command = command({
  name: 'nodememstats',
  summary: 'Prints memory stats of the node.',
  description: 'Returns memory stats of the node, in kilobytes.',
  options: { cell: unsigned('prints specified cell statistics only.'), format },
  run: async (session, { cell, format: wanted }) => {
    const connection = await session.connection()
    const stats = await attempt('Unable to get memory stats', connection.memoryStats(cell, session.call))
    present(session, wanted, stats, () =>
      words
        .filter((word) => stats[word] !== undefined)
        .map((word) => `${word.padEnd(7)}: ${`${stats[word]}`.padStart(20)} KiB\n`)
        .join(''),
    )
  },
})
