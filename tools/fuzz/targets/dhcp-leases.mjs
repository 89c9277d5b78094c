import { writeFileSync } from 'node:fs'
import { sources } from '../sources.mjs'
import { scratch } from './scratch.mjs'

const ips = [
  { address: '192.168.122.1', netmask: '255.255.255.0' },
  { family: 'ipv6', address: 'fd00::1', prefix: 64 },
]
const words = [
  '1893456000',
  '0',
  '52:54:00:00:00:01',
  '06-aa:bb',
  'T123',
  '192.168.122.7',
  'fd00::7',
  '*',
  'guest',
  '01:52:54',
  ' ',
  '\n',
  'duid 00:01',
  '::',
  '1.2.3',
  '999.1.1.1',
  '\x1b[2J',
  '\xff',
]

/** The leases that dnsmasq has written down, with names that guests have chosen. */
export default {
  async load() {
    const { readLeases } = await sources('qemud', 'networks/dnsmasq/leases')
    const path = `${scratch('leases')}/a.leases`
    return (input) => {
      writeFileSync(path, input)
      readLeases(path, 'virbr0', { name: 'a', ips }, 1)
    }
  },
  words,
  seeds: () => [
    Buffer.from(
      '1893456000 52:54:00:00:00:01 192.168.122.7 guest 01:52:54:00:00:00:01\n0 06-aa:bb 192.168.122.8 * *\n',
    ),
    Buffer.from('duid 00:01:00:01\n1893456000 T123 fd00::7 guest 00:01:00:01:2a\n'),
  ],
  arbitrary: (fc) =>
    fc
      .array(
        fc
          .array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 6 })
          .map((all) => all.join(' ')),
        { maxLength: 8 },
      )
      .map((all) => all.join('\n')),
}
