import type { Domain } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import { bool, requiredUnsigned } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { affected, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { format, present } from '../../output/format.js'

export const setvcpus: Command = command({
  name: 'setvcpus',
  summary: 'change number of virtual CPUs',
  description: 'Change the number of virtual CPUs in the guest domain.',
  options: {
    domain,
    count: requiredUnsigned('number of virtual CPUs'),
    maximum: bool('set maximum limit on next boot'),
    ...affecting,
  },
  run: async (session, { domain: { it }, count, maximum, ...affect }) => {
    const flags = affected(affect)
    if (count === 0) throw new Failure("Can't set 0 processors for a VM")
    exclusive({ maximum, ...affect }, 'maximum', 'live')
    if (maximum && !affect.config) throw new Failure('Option --config is required by option --maximum')
    await it.setVcpus(count, { ...flags, ...(maximum ? { maximum } : {}), ...session.call })
  },
})

interface Count {
  readonly kind: 'maximum' | 'current'
  readonly of: 'config' | 'live'
  readonly count: number
}

/** What is known: the definition's numbers, and those of the guest while it runs. */
async function counts(session: Session, domain: Domain): Promise<Count[]> {
  const { id, vcpus, persistent } = await domain.info(session.call)
  const found: Count[] = []
  if (persistent !== false) {
    const { vcpu } = await domain.config({ inactive: true, ...session.call })
    const maximum = vcpu?.count ?? 1
    found.push({ kind: 'maximum', of: 'config', count: maximum })
    found.push({ kind: 'current', of: 'config', count: vcpu?.current ?? maximum })
  }
  if (id !== undefined) {
    found.push({ kind: 'maximum', of: 'live', count: await domain.maxVcpus(session.call) })
    found.push({ kind: 'current', of: 'live', count: vcpus })
  }
  return found.sort((a, b) => b.kind.localeCompare(a.kind) || a.of.localeCompare(b.of))
}

export const vcpucount: Command = command({
  name: 'vcpucount',
  summary: 'domain vcpu counts',
  description: 'Returns the number of virtual CPUs used by the domain.',
  options: {
    domain,
    maximum: bool('get maximum count of vcpus'),
    active: bool('get number of currently active vcpus'),
    live: bool('get value from running domain'),
    config: bool('get value to be used on next boot'),
    current: bool('get value according to current domain state'),
    format,
  },
  run: async (session, { domain: { it }, format: wanted, ...flags }) => {
    exclusive(flags, 'current', 'live', 'config')
    exclusive(flags, 'active', 'maximum')
    exclusive(flags, 'live', 'config')
    const all = await counts(session, it)
    if (!Object.values(flags).some(Boolean)) {
      present(session, wanted, all, () => all.map(formatCount).join(''))
      return
    }
    const of = flags.config || (!flags.live && it.id === undefined) ? 'config' : 'live'
    const kind = flags.maximum ? 'maximum' : 'current'
    const one = all.find((each) => each.of === of && each.kind === kind)
    if (!one) throw new Failure('Requested operation is not valid: domain is not running')
    present(session, wanted, one, () => `${one.count}\n`)
  },
})

const formatCount = ({ kind, of, count }: Count): string =>
  `${kind.padEnd(12)} ${of.padEnd(12)} ${String(count).padStart(3)}\n`
