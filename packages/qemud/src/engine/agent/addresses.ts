import type { InterfaceAddresses } from '@virt/core/driver'
import { numberOf, rowsOf, textOf } from './agent-shapes.js'

type Address = InterfaceAddresses['addresses'][number]

/** What the agent answers to `guest-network-get-interfaces`. */
export function addressesOf(answer: unknown): InterfaceAddresses[] {
  return rowsOf(answer).map((row) => ({
    name: textOf(row['name']) ?? '',
    mac: textOf(row['hardware-address']),
    addresses: rowsOf(row['ip-addresses']).flatMap(addressOf),
  }))
}

function addressOf(row: Readonly<Record<string, unknown>>): Address[] {
  const [address, type] = [textOf(row['ip-address']), row['ip-address-type']]
  if (address === undefined || (type !== 'ipv4' && type !== 'ipv6')) return []
  return [{ type, address, prefix: numberOf(row['prefix']) ?? 0 }]
}
