import type { NetworkEvent, VirtEvent } from '@virt/core'
import { format } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, seconds, string } from '../../parser/options.js'
import { maybeNetwork } from '../shared/lookup.js'
import { timestamp, waitForEvents } from '../events/wait.js'

const types: readonly NetworkEvent['type'][] = ['lifecycle']

export const netEvent: Command = command({
  name: 'net-event',
  summary: 'Network Events',
  description:
    'List event types, or wait for network events to occur. In JSON and TSV, one event per line as it comes.',
  options: {
    network: maybeNetwork,
    event: string('which event type to wait for', { complete: () => types }),
    loop: bool('loop until timeout or interrupt, rather than one-shot'),
    timeout: seconds('timeout seconds'),
    list: bool('list valid event types'),
    timestamp: bool('show timestamp for each printed event'),
    format,
  },
  run: async (session, { network, event: wanted, list, format: style, timestamp: timed, ...waiting }) => {
    if (list) return session.output.print(types.map((type) => `${type}\n`).join(''))
    if (wanted === undefined) throw new Failure('either --list or --event <type> is required')
    if (!types.some((type) => type === wanted)) throw new Failure(`unknown event type ${wanted}`)
    const connection = await session.connection()
    const tell = (happened: VirtEvent): boolean => {
      if (happened.object !== 'network') return false
      session.output.line(
        style === 'table' ? (timed ? timestamp() : '') + line(happened) : asData(happened, style),
      )
      return true
    }
    const stream = (signal: AbortSignal): ReturnType<typeof connection.events> =>
      (network ?? connection).events({ signal })
    return waitForEvents(session, { ...waiting, stream, tell, silent: style !== 'table' })
  },
})

const line = ({ type, network, event }: NetworkEvent): string =>
  `event '${type}' for network ${network.name}: ${event.charAt(0).toUpperCase()}${event.slice(1)}`

function asData({ type, network, event }: NetworkEvent, style: 'json' | 'tsv'): string {
  const time = new Date().toISOString()
  if (style === 'json') return JSON.stringify({ time, object: 'network', type, network, event })
  return [time, type, network.name, network.uuid, JSON.stringify({ event })].join('\t')
}
