import type { Domain } from '@virt/core'
import { format, present } from '../../output/format.js'
import { tableOf, type Table } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { string, unsigned } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { affected, affecting } from '../shared/affect.js'
import { formatCpuSet, nodeCpus, parseCpuList, upTo } from '../shared/cpu-set.js'
import { definedAffinity } from '../shared/defined-affinity.js'
import { domain } from '../shared/lookup.js'

export const vcpupin: Command = command({
  name: 'vcpupin',
  summary: 'control or query domain vcpu affinity',
  description: 'Pin domain VCPUs to host physical CPUs.',
  options: {
    domain,
    vcpu: unsigned('vcpu number'),
    cpulist: string('host cpu number(s) to set, or omit option to query', { emptyAllowed: true }),
    ...affecting,
    format,
  },
  run: async (session, { domain: { it }, vcpu, cpulist, format: wanted, ...affect }) => {
    const flags = affected(affect)
    const connection = await session.connection()
    const cpus = nodeCpus(await connection.nodeInfo(session.call))
    if (cpulist !== undefined) {
      if (vcpu === undefined) throw new Failure('vcpupin: Missing vCPU number in pin mode.')
      return it.pinVcpu(vcpu, parseCpuList(cpulist, cpus), { ...flags, ...session.call })
    }
    const live = Boolean(flags.live) || (!flags.config && it.id !== undefined)
    const all = await affinities(session, it, live, cpus)
    if (vcpu !== undefined && vcpu >= all.length)
      throw new Failure(
        `vcpu ${vcpu} is out of range of ${live ? 'live' : 'persistent'} cpu count ${all.length}`,
      )
    const chosen = upTo(all.length).filter((number) => vcpu === undefined || vcpu === number)
    const facts = chosen.map((number) => ({ vcpu: number, affinity: all[number] }))
    const table = (): Table =>
      tableOf(
        ['VCPU', 'CPU Affinity'],
        chosen.map((number) => [`${number}`, formatCpuSet(all[number] ?? [])]),
      )
    present(session, wanted, facts, table)
  },
})

async function affinities(
  session: Session,
  it: Domain,
  live: boolean,
  cpus: number,
): Promise<(readonly number[])[]> {
  if (!live) return definedAffinity(session, it, cpus)
  if (it.id === undefined) throw new Failure('cannot get vcpupin for offline domain')
  return (await it.vcpus(session.call)).map(({ affinity }) => affinity)
}
