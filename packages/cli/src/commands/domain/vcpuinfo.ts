import type { Domain, VcpuInfo } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { formatCpuSet, nodeCpus } from '../shared/cpu-set.js'
import { definedAffinity } from '../shared/defined-affinity.js'
import { domain } from '../shared/lookup.js'
import { vcpuStateName } from '../shared/state-names.js'

type Row = Omit<VcpuInfo, 'state' | 'cpuTime'> & Partial<Pick<VcpuInfo, 'state' | 'cpuTime'>>

async function rows(session: Session, it: Domain, cpus: number): Promise<readonly Row[]> {
  if (it.id !== undefined) return it.vcpus(session.call)
  const affinity = await definedAffinity(session, it, cpus)
  return affinity.map((each, number) => ({ number, affinity: each }))
}

export const vcpuinfo: Command = command({
  name: 'vcpuinfo',
  summary: 'detailed domain vcpu information',
  description: 'Returns basic information about the domain virtual CPUs.',
  options: {
    domain,
    pretty: bool('return human readable output'),
    format,
  },
  run: async (session, { domain: { it }, pretty, format: wanted }) => {
    const connection = await session.connection()
    const cpus = nodeCpus(await connection.nodeInfo(session.call))
    const all = await rows(session, it, cpus)
    const write = (row: Row): string =>
      formatVcpu(row, pretty ? formatPretty(row, cpus) : formatMap(row, cpus))
    present(session, wanted, all, () => all.map(write).join('\n'))
  },
})

function formatVcpu({ number, cpu, state, cpuTime }: Row, affinity: string): string {
  const known: string = formatRecord([
    ['VCPU', number],
    ['CPU', cpu ?? 'N/A'],
    ['State', state ? vcpuStateName(state) : 'N/A'],
    ['CPU time', !cpuTime ? undefined : `${(cpuTime / 1e9).toFixed(1)}s`],
  ])
  const unknown = cpuTime === undefined ? 'CPU time        N/A\n' : '' // virsh has no colon here
  return known + unknown + formatRecord([['CPU Affinity', affinity]])
}

const formatPretty = ({ affinity }: Row, cpus: number): string => `${formatCpuSet(affinity)} (out of ${cpus})`

const formatMap = ({ affinity }: Row, cpus: number): string =>
  Array.from({ length: cpus }, (_, cpu) => (affinity.includes(cpu) ? 'y' : '-')).join('')
