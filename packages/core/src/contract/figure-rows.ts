import { flags, integer, optional, text, type Argument } from './arguments.js'
import type { FigureOperations, StatsGroups } from './figures.js'
import { affected, domain } from './common-arguments.js'
import type { Rows } from './operations.js'
import { change, query } from './traits.js'

export const statsGroups: Argument<StatsGroups> = flags<StatsGroups>('groups', {
  cpu: 'boolean',
  balloon: 'boolean',
  vcpus: 'boolean',
  blocks: 'boolean',
  interfaces: 'boolean',
  ioThreads: 'boolean',
  dirtyRate: 'boolean',
  vm: 'boolean',
  backing: 'boolean',
  nowait: 'boolean',
})

/** Figures of one domain. */
export const figureRows: Rows<`domains.${Exclude<keyof FigureOperations, 'stats'>}`> = {
  'domains.blockStats': query([domain, optional(text('disk'))]),
  'domains.blockInfo': query([domain, text('disk')]),
  'domains.blockErrors': query([domain]),
  'domains.interfaceStats': query([domain, text('device')]),
  'domains.memoryStats': query([domain]),
  'domains.setMemoryStatsPeriod': change([domain, integer('period', 0, 0x7fff_ffff), affected]),
  'domains.cpuStats': query([domain]),
}
