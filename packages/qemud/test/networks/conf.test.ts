import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseNetwork } from '@virt/core/config'
import { peer } from '../../../../tools/peers.mjs'
import { dnsmasqConf } from '../../src/networks/dnsmasq/conf.js'
import { dnsmasqFiles } from '../../src/networks/dnsmasq/files.js'
import { hostsText, namesText } from '../../src/networks/dnsmasq/hosts.js'
import { casesOf, load, networkOf } from './corpus/cases.js'

const set = 'networkxml2conf'

/** Without what the file says of its author. */
const options = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('##'))

describe.skipIf(!peer('corpus'))("libvirt's own networks", () => {
  it.each(casesOf(set))('$case: the same options in the same order', (one) => {
    const config = networkOf(set, one)
    const files = dnsmasqFiles('/var/lib/libvirt/dnsmasq', config.name)
    expect(options(dnsmasqConf(config, config.bridge?.name ?? '', files))).toEqual(
      options(load(set, one.conf!)),
    )
  })

  it.each(casesOf(set).filter(({ hostsfile }) => hostsfile))('$case: the same hosts', (one) =>
    expect(hostsText(networkOf(set, one))).toBe(load(set, one.hostsfile!)),
  )
})

describe('dnsmasq', () => {
  const network = (inside: string): string[] => {
    const config = parseNetwork(`<network><name>n</name>${inside}</network>`)
    return options(dnsmasqConf(config, 'virbr0', dnsmasqFiles('/d', 'n')))
  }

  it('has all it needs of the default network', () => {
    const xml = readFileSync(new URL('../../networks/default.xml', import.meta.url), 'utf8')
    expect(parseNetwork(xml)).toMatchObject({
      name: 'default',
      bridge: { name: 'virbr0' },
      forward: { mode: 'nat' },
    })
  })

  it('serves IPv6 beside IPv4', () =>
    expect(
      network(`<forward mode='nat'/><mtu size='9000'/>
        <ip address='10.0.0.1' prefix='24' localPtr='yes'><dhcp><host mac='52:54:00:00:00:01' ip='10.0.0.9'/></dhcp></ip>
        <ip family='ipv6' address='2001:db8::1' prefix='64' localPtr='yes'>
          <dhcp><range start='2001:db8::10' end='2001:db8::ff'/></dhcp>
        </ip>`),
    ).toEqual([
      'strict-order',
      'local=/0.0.10.in-addr.arpa/',
      'local=/0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa/',
      'except-interface=lo',
      'bind-dynamic',
      'interface=virbr0',
      'dhcp-range=10.0.0.1,static',
      'dhcp-no-override',
      'dhcp-authoritative',
      'dhcp-range=2001:db8::10,2001:db8::ff,64',
      'dhcp-lease-max=240',
      'dhcp-hostsfile=/d/n.hostsfile',
      'addn-hosts=/d/n.addnhosts',
      'dhcp-option=option:mtu,9000',
      'enable-ra',
    ]))

  it('asks the servers that it is told to', () =>
    expect(
      network(`<forward mode='nat'/><domain name='a.b' localOnly='yes'/>
        <dns><forwarder addr='10.9.9.9'/><forwarder domain='c.d'/></dns>
        <ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.2' end='10.0.0.3'/><bootp file='x.ipxe' server='10.0.0.5'/></dhcp></ip>`),
    ).toEqual([
      'strict-order',
      'server=10.9.9.9',
      'server=/c.d/#',
      'no-resolv',
      'local=/a.b/',
      'domain=a.b',
      'expand-hosts',
      'except-interface=lo',
      'bind-dynamic',
      'interface=virbr0',
      'dhcp-range=10.0.0.2,10.0.0.3,255.255.255.0',
      'dhcp-no-override',
      'dhcp-authoritative',
      'dhcp-boot=x.ipxe,,10.0.0.5',
      'dhcp-lease-max=2',
      'dhcp-hostsfile=/d/n.hostsfile',
      'addn-hosts=/d/n.addnhosts',
    ]))

  it('knows hosts of both families, and names', () => {
    const config = parseNetwork(`<network><name>n</name>
      <dns><host ip='10.0.0.1'><hostname>a</hostname><hostname>b</hostname></host></dns>
      <ip family='ipv6' address='2001:db8::1' prefix='64'>
        <dhcp>
          <host id='0:1:2' name='x' ip='2001:db8::2'/><host name='y' ip='2001:db8::3'/>
          <host id='0:3' ip='2001:db8::4'><lease expiry='0'/></host>
        </dhcp>
      </ip></network>`)
    expect(hostsText(config)).toBe(
      'id:0:1:2,x,[2001:db8::2]\ny,[2001:db8::3]\nid:0:3,[2001:db8::4],infinite\n',
    )
    expect(namesText(config)).toBe('10.0.0.1\ta\tb\n')
  })
})
