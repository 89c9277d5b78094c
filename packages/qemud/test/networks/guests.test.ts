import { parseNetwork } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { GuestShell, lease } from './guest-shell.js'
import { TestHost } from './test-host.js'

const network = parseNetwork(`
  <network>
    <name>lab</name>
    <forward mode='nat'/>
    <bridge name='virbr7' stp='off'/>
    <domain name='lab.test' localOnly='yes'/>
    <ip address='10.70.0.1' prefix='24'>
      <dhcp>
        <range start='10.70.0.10' end='10.70.0.99'/>
        <host mac='52:54:00:70:00:02' name='second' ip='10.70.0.50'/>
      </dhcp>
    </ip>
  </network>`)

const card = (mac: string): string =>
  `<interface type='network'><mac address='${mac}'/><source network='lab'/><model type='virtio'/></interface>`

const here = ['namespaces', 'dnsmasq', 'nft', 'qemu', 'linux-guest'].every(peer)

describe.skipIf(!here)('two guests on a network', { timeout: 300_000 }, () => {
  it('get addresses, know and reach each other and the world, and nothing is left of them', async () => {
    const host = await TestHost.make()
    host.addWorld('10.99.0.1/24', '10.99.0.2/24')
    const daemon = await host.daemon()
    const { networks } = daemon
    const ref = await networks.create(network, {})
    const [first, second] = await Promise.all([
      GuestShell.boot(daemon, 'first', card('52:54:00:70:00:01')),
      GuestShell.boot(daemon, 'second', card('52:54:00:70:00:02')),
    ])
    const addresses = await Promise.all([lease(first), lease(second)])
    expect(addresses[0]).toMatch(/^10\.70\.0\.[1-9][0-9]\/24$/)
    expect(addresses[1]).toBe('10.70.0.50/24')
    const leases = await networks.dhcpLeases(ref, undefined, {})
    expect(leases.map(({ mac, ip, prefix }) => [mac, `${ip}/${prefix}`]).sort()).toEqual([
      ['52:54:00:70:00:01', addresses[0]],
      ['52:54:00:70:00:02', addresses[1]],
    ])
    expect(await networks.dhcpLeases(ref, '52:54:00:70:00:02', {})).toMatchObject([
      { type: 'ipv4', interface: 'virbr7', hostname: 'second' },
    ])
    expect(await daemon.domains.hostname(second.ref, { source: 'lease' }, {})).toBe('second')

    const received = /3 packets received/
    expect(await first.run('ping -c 3 second.lab.test')).toMatch(received)
    expect(await second.run(`ping -c 3 ${addresses[0].replace(/\/.*/, '')}`)).toMatch(received)
    expect(await first.run('ping -c 3 10.99.0.2')).toMatch(received)

    await daemon.end('SIGKILL')
    const next = await host.daemon()
    expect(await next.networks.dhcpLeases(ref, undefined, {})).toHaveLength(2)
    await Promise.all([next.domains.destroy(first.ref, {}, {}), next.domains.destroy(second.ref, {}, {})])
    await next.networks.destroy(ref, {})
    expect(
      host
        .run('ip', '-brief', 'link')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(/[ @]/)[0]),
    ).toEqual(['lo', 'world'])
    expect(host.run('nft', 'list', 'tables')).toBe('')
    expect(host.pids('dnsmasq')).toEqual([])
  })
})
