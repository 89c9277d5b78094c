import { operationNames, operations } from '@virt/core'
import { lookup } from '@virt/core/rpc'
import { xenConnections } from './xen-connections.mjs'

/** docs/xen-channels.md: which channel of `xen:///` answers what, from the tables and ranks of the drivers. */
export function xenChannels() {
  const row = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`
  return [
    '# Which channel of `xen:///` answers what',
    '',
    'Generated from the drivers. Of the channels that are installed and answer on a host, the first in a row is asked; the next',
    'only when that one does not know the domain, cannot do it, or (for a question) is gone. A change that may have reached a',
    'channel is never tried on another. `+` joins channels whose answers are put together.',
    '',
    row(['operation', 'kind', 'channels']),
    row(['---', '---', '---']),
    ...operationNames.flatMap((name) => {
      const order = channelsOf(name)
      return order.length === 0 ? [] : [row([name, operations[name].kind, order])]
    }),
    '',
    'A listing of active domains ends with the channel that completes name, id and state of all: with hypervisor and store, xend is',
    'not asked. Events come from the nearest channel that tells them: arrivals and departures from the store, definitions from',
    'the files, and everything from xend, by looking again and again, only where there is no store.',
    '',
    'The proxy opens for users who are not root, and for reading alone; the others then do too, each where the host lets it.',
    '',
  ].join('\n')
}

/** @param {import('@virt/core').OperationName} name */
function channelsOf(name) {
  const { kind, combine } = operations[name]
  const order = xenConnections()
    .filter(({ connection }) => lookup(connection, name))
    .sort((a, b) => (a.driver.rank?.[kind] ?? 0) - (b.driver.rank?.[kind] ?? 0))
    .map(({ driver }) => driver.name)
  return order.join(combine === 'merge' ? ' + ' : ', ')
}
