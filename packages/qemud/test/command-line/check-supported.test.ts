import type { DomainConfig } from '@virt/core/config'
import { expect, test } from 'vitest'
import { checkSupported } from '../../src/command-line/check-supported.js'

const plain: DomainConfig = { type: 'qemu', name: 'd', memory: 1024, os: { type: { name: 'hvm' } } }

test.each<[string, Partial<DomainConfig>]>([
  ['devices/lease', { devices: { leases: [{ key: 'k', target: { path: '/l' } }] } }],
  ["devices/interface/type 'vds'", { devices: { interfaces: [{ type: 'vds' }] } }],
  ["devices/graphics/type 'rdp'", { devices: { graphics: [{ type: 'rdp' }] } }],
  ["devices/sound/model 'ich7'", { devices: { sounds: [{ model: 'ich7' }] } }],
  ["os/type/name 'linux'", { os: { type: { name: 'linux' } } }],
  ['launchSecurity', { launchSecurity: { type: 's390-pv' } }],
  [
    'devices/disk/backenddomain',
    {
      devices: {
        disks: [{ type: 'file', device: 'disk', target: { dev: 'vda' }, backenddomain: { name: 'x' } }],
      },
    },
  ],
  ['devices/flux', { devices: { extra: { elements: [{ name: 'flux' }] } } }],
  ['features/@magic', { features: { acpi: true, extra: { attributes: { magic: 'on' } } } }],
  [
    'os/kernel/@sum',
    { os: { type: { name: 'hvm' }, extra: { inside: { kernel: { attributes: { sum: '1' } } } } } },
  ],
  ['qemu:capabilities', { extra: { elements: [{ name: 'qemu:capabilities' }] } }],
])('%s is refused by name', (path, changes) => {
  expect(() => checkSupported({ ...plain, ...changes })).toThrow(
    `unsupported configuration: ${path} is not supported by this driver`,
  )
})

test('harmless words pass', () => {
  checkSupported({
    ...plain,
    title: 't',
    description: 'd',
    metadata: { name: 'metadata', children: [{ name: 'app:x', attributes: { 'xmlns:app': 'urn:x' } }] },
    seclabels: [{ type: 'none' }],
    extra: { attributes: { 'xmlns:app': 'urn:x' }, elements: [{ name: 'app:note' }] },
  })
})
