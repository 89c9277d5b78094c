import type { AffectFlags, Domain } from '@virt/core'
import { tableOf } from '../../output/table.js'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { data, requiredUnsigned, string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { affected, affecting } from '../shared/affect.js'
import { formatCpuSet, nodeCpus, parseCpuList } from '../shared/cpu-set.js'
import { domain } from '../shared/lookup.js'

async function hostCpus(session: Session): Promise<number> {
  const connection = await session.connection()
  return nodeCpus(await connection.nodeInfo(session.call))
}

export const emulatorpin: Command = command({
  name: 'emulatorpin',
  summary: 'control or query domain emulator affinity',
  description: 'Pin domain emulator threads to host physical CPUs.',
  options: {
    domain,
    cpulist: string('host cpu number(s) to set, or omit option to query', { emptyAllowed: true }),
    ...affecting,
  },
  run: async (session, { domain: { it }, cpulist, ...affect }) => {
    const flags = { ...affected(affect), ...session.call }
    if (cpulist !== undefined) return it.pinEmulator(parseCpuList(cpulist, await hostCpus(session)), flags)
    const cpus = formatCpuSet(await it.emulatorPin(flags))
    session.output.print(`emulator: CPU Affinity\n----------------------------------\n       *: ${cpus}\n`)
  },
})

export const iothreadinfo: Command = command({
  name: 'iothreadinfo',
  summary: 'view domain IOThreads',
  description: 'Returns basic information about the domain IOThreads.',
  options: { domain, ...affecting, format },
  run: async (session, { domain: { it }, format: wanted, ...affect }) => {
    const threads = await it.ioThreads({ ...affected(affect), ...session.call })
    if (threads.length === 0 && wanted === 'table')
      return session.output.print('No IOThreads found for the domain')
    present(session, wanted, threads, () =>
      tableOf(
        ['IOThread ID', 'CPU Affinity'],
        threads.map(({ id, affinity }) => [`${id}`, formatCpuSet(affinity)]),
      ),
    )
  },
})

export const iothreadpin: Command = command({
  name: 'iothreadpin',
  summary: 'control domain IOThread affinity',
  description: 'Pin domain IOThreads to host physical CPUs.',
  options: {
    domain,
    iothread: requiredUnsigned('IOThread ID number'),
    cpulist: data('host cpu number(s) to set'),
    ...affecting,
  },
  run: async (session, { domain: { it }, iothread, cpulist, ...affect }) =>
    it.pinIoThread(iothread, parseCpuList(cpulist, await hostCpus(session)), {
      ...affected(affect),
      ...session.call,
    }),
})

interface Change {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly id: string
  readonly work: (domain: Domain, id: number, flags: AffectFlags) => Promise<void>
}

const change = ({ name, summary, description, id: help, work }: Change): Command =>
  command({
    name,
    summary,
    description,
    options: { domain, id: requiredUnsigned(help), ...affecting },
    run: async (session, { domain: { it }, id, ...affect }) =>
      work(it, id, { ...affected(affect), ...session.call }),
  })

export const iothreadadd: Command = change({
  name: 'iothreadadd',
  summary: 'add an IOThread to the guest domain',
  description: 'Add an IOThread to the guest domain.',
  id: 'iothread for the new IOThread',
  work: (it, id, flags) => it.addIoThread(id, flags),
})

export const iothreaddel: Command = change({
  name: 'iothreaddel',
  summary: 'delete an IOThread from the guest domain',
  description: 'Delete an IOThread from the guest domain.',
  id: 'iothread_id for the IOThread to delete',
  work: (it, id, flags) => it.deleteIoThread(id, flags),
})
