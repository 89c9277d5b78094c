import type { NetworkLease } from '@virt/core'
import { format, present } from '../../output/format.js'
import { tableOf } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { string } from '../../parser/options.js'
import { network } from '../shared/lookup.js'

export const netDhcpLeases: Command = command({
  name: 'net-dhcp-leases',
  summary: 'print lease info for a given network',
  description: 'Print lease info for a given network',
  options: { network, mac: string('MAC address'), format },
  run: async (session, { network: { it }, mac, format: wanted }) => {
    const options = { ...(mac !== undefined && { mac }), ...session.call }
    const leases = await attempt(`Failed to get leases info for ${it.name}`, it.dhcpLeases(options))
    present(session, wanted, leases, () =>
      tableOf(
        ['Expiry Time', 'MAC address', 'Protocol', 'IP address', 'Hostname', 'Client ID or DUID'],
        leases.map(rowOf),
      ),
    )
  },
})

const rowOf = ({ expiry, mac, type, ip, prefix, hostname, clientId }: NetworkLease): string[] => [
  localTime(expiry),
  mac ?? '-',
  type,
  `${ip}/${prefix}`,
  hostname ?? '-',
  clientId ?? '-',
]

/** `2026-11-22 03:44:34`, by the user's own clock. */
function localTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}
