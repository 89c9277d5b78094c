import type { DomainEvent, VirtEvent } from '@virt/core'
import { format } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, seconds, string } from '../../parser/options.js'
import { maybeDomain } from '../shared/lookup.js'
import { describeEvent, eventName, eventNames } from './event-names.js'
import { timestamp, waitForEvents } from './wait.js'

export const event: Command = command({
  name: 'event',
  summary: 'Domain Events',
  description:
    'List event types, or wait for domain events to occur. In JSON and TSV, one event per line as it comes.',
  options: {
    domain: maybeDomain,
    event: string('which event type to wait for', { complete: () => eventNames }),
    all: bool('wait for all events instead of just one type'),
    loop: bool('loop until timeout or interrupt, rather than one-shot'),
    timeout: seconds('timeout seconds'),
    list: bool('list valid event types'),
    timestamp: bool('show timestamp for each printed event'),
    format,
  },
  run: async (session, { domain, event: wanted, all, list, format: style, timestamp: timed, ...waiting }) => {
    if (list) {
      session.output.print(eventNames.map((name) => `${name}\n`).join(''))
      return
    }
    check(wanted, all)
    const connection = await session.connection()
    const tell = (happened: VirtEvent): boolean => {
      if (happened.object !== 'domain' || (wanted !== undefined && eventName(happened) !== wanted))
        return false
      session.output.line(
        style === 'table' ? (timed ? timestamp() : '') + describeEvent(happened) : asData(happened, style),
      )
      return true
    }
    const stream = (signal: AbortSignal): ReturnType<typeof connection.events> =>
      (domain ?? connection).events({ signal })
    return waitForEvents(session, { ...waiting, stream, tell, silent: style !== 'table' })
  },
})

function check(wanted: string | undefined, all: boolean): void {
  if (wanted === undefined && !all) throw new Failure('one of --list, --all, or --event <type> is required')
  if (wanted !== undefined && !eventNames.includes(wanted)) throw new Failure(`unknown event type ${wanted}`)
}

/** An object, or the fields that every event has and then the rest. */
function asData(happened: DomainEvent, style: 'json' | 'tsv'): string {
  const time = new Date().toISOString()
  if (style === 'json') return JSON.stringify({ time, object: 'domain', ...happened })
  const { type, domain, ...rest } = happened
  return [time, type, domain.name, domain.uuid, JSON.stringify(rest)].join('\t')
}
