import { VirtError, type SchedulerParameters } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { argv, int } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { ifSupported } from '../shared/if-supported.js'
import { domain } from '../shared/lookup.js'

export const schedinfo: Command = command({
  name: 'schedinfo',
  summary: 'show/set scheduler parameters',
  description: 'Show/Set scheduler parameters.',
  options: {
    domain,
    weight: int('weight for XEN_CREDIT'),
    cap: int('cap for XEN_CREDIT'),
    current: affecting.current,
    config: affecting.config,
    live: affecting.live,
    set: argv('parameter=value'),
    format,
  },
  run: async (session, { domain: { it }, weight, cap, set, format: wanted, ...affect }) => {
    const flags = affected(affect)
    const type = await ifSupported(it.schedulerType(session.call))
    if (type === undefined) throw unsupported()
    if (wanted === 'table') session.output.print(field('Scheduler', type))
    const known = await it.schedulerParameters(session.call)
    const changes = readChanges(known, [...shorthand(weight, cap), ...set])
    const changed = Object.keys(changes).length > 0
    if (changed) await it.setSchedulerParameters(changes, { ...flags, ...session.call })
    const parameters = changed ? await it.schedulerParameters(session.call) : known
    const lines = Object.entries(parameters).map(([name, value]) => field(name, value))
    present(session, wanted, { scheduler: type, ...parameters }, () => lines.join(''))
  },
})

/** Of all drivers that have none, QEMU's is the one that a virsh user expects to have them. */
const unsupported = (): VirtError =>
  new VirtError(
    'NO_SUPPORT',
    "domains.schedulerType: processes such as QEMU are weighed by control groups, which are the host's and not managed here",
  )

const field = (name: string, value: string | number): string => `${name.padEnd(15)}: ${value}\n`

/** The options of 2007, as parameters. */
function shorthand(weight: number | undefined, cap: number | undefined): string[] {
  return [weight === undefined ? '' : `weight=${weight}`, cap === undefined ? '' : `cap=${cap}`].filter(
    Boolean,
  )
}

function readChanges(known: SchedulerParameters, settings: readonly string[]): SchedulerParameters {
  const changes: Record<string, number> = {}
  for (const setting of settings) {
    const [, name = '', value] = /^([^=]*)=?([\s\S]*)$/.exec(setting) ?? []
    if (!setting.includes('=')) throw new Failure('Invalid syntax for --set, expecting name=value')
    if (!Object.hasOwn(known, name)) throw new Failure(`invalid scheduler option: ${name}`)
    changes[name] = readNumber(name, value ?? '')
  }
  return changes
}

function readNumber(name: string, text: string): number {
  if (/^[-+]?\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new VirtError('INVALID_ARG', `Invalid value for field '${name}': expected int`)
}
