import { addressSources, type InterfaceAddresses } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, string } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

const rule = '-'.repeat(79)
const header = ` ${'Name'.padEnd(10)} ${'MAC address'.padEnd(20)} ${'Protocol'.padEnd(8)}     Address\n${rule}\n`

export const domifaddr: Command = command({
  name: 'domifaddr',
  summary: "Get network interfaces' addresses for a running domain",
  options: {
    domain,
    interface: string('network interface name'),
    full: bool('always display names and MACs of interfaces'),
    source: string("address source: 'lease', 'agent', or 'arp'", { complete: () => addressSources }),
    format,
  },
  run: async (session, { domain: { it }, interface: name, full, source = 'lease', format: wanted }) => {
    const known = addressSources.find((each) => each === source)
    if (!known) throw new Failure(`Unknown data source '${source}'`)
    const all = await attempt(
      'Failed to query for interfaces addresses',
      it.interfaceAddresses(known, session.call),
    )
    const cards = all.filter((each) => name === undefined || each.name === name)
    present(session, wanted, cards, () => {
      const rows = cards.map((card) => rowsOf(card, full)).join('')
      return session.output.quiet ? rows : header + rows
    })
  },
})

/** A line for each address; name and MAC only on the first, unless all are wanted. */
function rowsOf({ name, mac = 'N/A', addresses }: InterfaceAddresses, full: boolean): string {
  const row = (first: string, second: string, protocol: string, address: string): string =>
    ` ${first.padEnd(10)} ${second.padEnd(17)}    ${protocol.padEnd(12)} ${address}\n`
  if (addresses.length === 0) return row(name, mac, 'N/A', 'N/A')
  return addresses
    .map(({ type, address, prefix }, index) =>
      index === 0 || full
        ? row(name, mac, type, `${address}/${prefix}`)
        : row('-', '-', type, `${address}/${prefix}`),
    )
    .join('')
}
