import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseNetwork } from '@virt/core/config'
import { readLeases } from '../../src/networks/dnsmasq/leases.js'
import { temporary } from '../support/temporary.js'

const network = parseNetwork(`<network><name>n</name><ip address='10.0.0.1' prefix='24'/></network>`)

it('leases are read line by line, and what is none is left out', () => {
  const path = join(temporary(), 'n.leases')
  const lines = [
    '5 52:54:00:00:00:01 10.0.0.7 guest *',
    '5 52:54:00:00:00:02 10.0.x.7 guest *',
    'duid 00:01',
    '',
  ]
  writeFileSync(path, lines.join('\n'))
  expect(readLeases(path, 'virbr0', network, 1)).toEqual([
    {
      interface: 'virbr0',
      expiry: 5,
      type: 'ipv4',
      mac: '52:54:00:00:00:01',
      ip: '10.0.0.7',
      prefix: 24,
      hostname: 'guest',
    },
  ])
})
