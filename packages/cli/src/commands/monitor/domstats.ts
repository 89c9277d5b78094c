import { domainStates, stateReasons, type DomainStats, type DomainState, type StatsGroups } from '@virt/core'
import { vcpuStates } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { domains } from '../shared/lookup.js'

type Line = readonly [name: string, value: string | number | undefined]

/** What each group prints, by the option that asks for it; the numbers are libvirt's. */
const groups: Readonly<Record<string, (stats: DomainStats) => readonly Line[]>> = {
  state: ({ state, reason }) => [
    ['state.state', domainStates.indexOf(state)],
    ['state.reason', Math.max(0, (stateReasons[state] as readonly string[]).indexOf(reason ?? 'unknown'))],
  ],
  'cpu-total': ({ cpu }) => [
    ['cpu.time', cpu?.time],
    ['cpu.user', cpu?.user],
    ['cpu.system', cpu?.system],
  ],
  balloon: ({ balloon }) => [
    ['balloon.current', balloon?.current],
    ['balloon.maximum', balloon?.maximum],
  ],
  vcpu: ({ vcpus }) => [
    ['vcpu.current', vcpus?.current],
    ['vcpu.maximum', vcpus?.maximum],
    ...(vcpus?.each ?? []).flatMap(({ state, time }, index): Line[] => [
      [`vcpu.${index}.state`, vcpuStates.indexOf(state)],
      [`vcpu.${index}.time`, time],
    ]),
  ],
  interface: ({ interfaces }) => [
    ['net.count', interfaces?.length],
    ...(interfaces ?? []).flatMap(({ name, receivedBytes, sentBytes }, index): Line[] => [
      [`net.${index}.name`, name],
      [`net.${index}.rx.bytes`, receivedBytes],
      [`net.${index}.tx.bytes`, sentBytes],
    ]),
  ],
  block: ({ blocks }) => [
    ['block.count', blocks?.length],
    ...(blocks ?? []).flatMap((block, index): Line[] => [
      [`block.${index}.name`, block.name],
      [`block.${index}.path`, block.path],
      [`block.${index}.rd.reqs`, block.readRequests],
      [`block.${index}.rd.bytes`, block.readBytes],
      [`block.${index}.wr.reqs`, block.writeRequests],
      [`block.${index}.wr.bytes`, block.writeBytes],
    ]),
  ],
}

/** What is asked of the connection for it. */
const groupOf: Readonly<Record<string, keyof StatsGroups>> = {
  'cpu-total': 'cpu',
  balloon: 'balloon',
  vcpu: 'vcpus',
  interface: 'interfaces',
  block: 'blocks',
}

export const domstats: Command = command({
  name: 'domstats',
  summary: 'get statistics about one or multiple domains',
  description: 'Gets statistics about one or more (or all) domains',
  options: {
    state: bool('report domain state'),
    'cpu-total': bool('report domain physical cpu usage'),
    balloon: bool('report domain balloon statistics'),
    vcpu: bool('report domain virtual cpu information'),
    interface: bool('report domain network interface information'),
    block: bool('report domain block device statistics'),
    'list-active': bool('list only active domains'),
    'list-inactive': bool('list only inactive domains'),
    'list-running': bool('list only running domains'),
    'list-paused': bool('list only paused domains'),
    'list-shutoff': bool('list only shutoff domains'),
    'list-other': bool('list only domains in other states'),
    raw: bool('do not pretty-print the fields'),
    format,
    domain: domains,
  },
  run: async (session, { domain: chosen, format: wanted, ...flags }) => {
    const connection = await session.connection()
    const asked = Object.keys(groups).filter((name) => flags[name as keyof typeof flags])
    const needed = Object.fromEntries(asked.flatMap((name) => (groupOf[name] ? [[groupOf[name], true]] : [])))
    const all = await connection.domainStats(chosen.length > 0 ? chosen : undefined, {
      ...needed,
      ...session.call,
    })
    const shown = all.filter((stats) => isWanted(stats, flags))
    const names = asked.length > 0 ? asked : Object.keys(groups)
    const facts = shown.map((stats) => ({ ...stats.domain, ...Object.fromEntries(linesOf(stats, names)) }))
    present(session, wanted, facts, () => shown.map((stats) => formatStats(stats, names)).join('\n'))
  },
})

const linesOf = (stats: DomainStats, names: readonly string[]): Line[] =>
  names.flatMap((name) => groups[name]?.(stats) ?? []).filter(([, value]) => value !== undefined)

const formatStats = (stats: DomainStats, names: readonly string[]): string =>
  `Domain: '${stats.domain.name}'\n${linesOf(stats, names)
    .map(([name, value]) => `  ${name}=${value}\n`)
    .join('')}`

const inactive: readonly DomainState[] = ['shutoff']
const usual: readonly DomainState[] = ['running', 'paused', 'shutoff']

function isWanted({ domain: { id }, state }: DomainStats, flags: Readonly<Record<string, unknown>>): boolean {
  const active = id !== undefined && !inactive.includes(state)
  const byActivity = flags['list-active'] === flags['list-inactive'] || active === flags['list-active']
  const wanted = usual.filter((each) => flags[`list-${each}`])
  if (wanted.length === 0 && !flags['list-other']) return byActivity
  return byActivity && (wanted.includes(state) || (Boolean(flags['list-other']) && !usual.includes(state)))
}
