import { formatDomain, type DomainConfig } from '@virt/core/config'
import { expect, test } from 'vitest'
import { domainFromSxp, sxpOfDomain } from '../../src/convert/index.js'
import { document, missing } from './documents.js'
import { devices, disk, domain, line, sdl, vif, vnc, type Kind } from './fixtures.js'

/** Elements that Xen's documents say otherwise, or for whose saying a version has no words. */
function comparable(config: DomainConfig): string {
  const { arch: _, ...type } = config.os.type
  return formatDomain({ ...config, os: { ...config.os, type }, clock: undefined })
}

test.each<readonly [Kind, string]>([
  ['pv', disk('file', "<driver name='tap' type='qcow'/>", '/a')],
  [
    'hvm',
    devices("<disk device='floppy'><driver name='file'/><source file='/f'/><target dev='fda'/></disk>"),
  ],
  [
    'pv',
    vif(
      'bridge',
      "<source bridge='b'/><ip address='fe80::1' family='ipv6'/><script path='s'/><model type='x'/>",
    ),
  ],
  ['hvm', vif('ethernet', "<target dev='tap0'/><model type='netfront'/>")],
  ['pv', vnc],
  ['hvm', sdl],
  [
    'hvm',
    line('serial', 'udp', "<source mode='connect' host='h' service='1'/><source mode='bind' service='2'/>"),
  ],
  [
    'hvm',
    devices(
      "<serial type='pty'><target port='0'/></serial><serial type='unix'><source mode='bind' path='/s'/><target port='2'/></serial>",
    ),
  ],
  [
    'hvm',
    devices(
      "<parallel type='tcp'><source mode='bind' host='h' service='1'/><protocol type='telnet'/></parallel>",
    ),
  ],
  ['hvm', '<features><pae/><acpi/><apic/><hap/><viridian/></features>'],
  ['hvm', devices("<input type='tablet' bus='usb'/><sound model='es1370'/><emulator>/e</emulator>")],
  [
    'hvm',
    devices(
      "<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='0xff' slot='0x1f' function='7'/></source></hostdev>",
    ),
  ],
  ['pv', "<vcpu cpuset='0-3' current='33'>64</vcpu>"],
  ['hvm', "<vcpu>3</vcpu><cputune><vcpupin vcpu='1' cpuset='0,2-3'/></cputune>"],
])('%s %s is read again', (kind, inside) => {
  const config = domain(kind, inside)
  const again = domainFromSxp(sxpOfDomain(config, { configVersion: 4 }), { configVersion: 4 })
  expect(missing(document(comparable(config)), [document(comparable(again))])).toEqual([])
})
