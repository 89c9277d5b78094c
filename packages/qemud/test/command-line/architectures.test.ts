import type { DomainConfig } from '@virt/core/config'
import { expect, test } from 'vitest'
import { buildCommand } from '../../src/command-line/build.js'
import { emulator as x86 } from './emulator-fixture.js'

/** The devices, other than images, of a domain with one of each, on a machine of another architecture. */
function devices(arch: string, machine: string): unknown[] {
  const emulator = {
    ...x86,
    arch,
    machines: [{ name: machine, isDefault: true, maxCpus: 8, deprecated: false, hotpluggableCpus: false }],
  }
  const config: DomainConfig = {
    type: 'qemu',
    name: 'other',
    memory: 131072,
    os: { type: { name: 'hvm', arch, machine } },
    devices: {
      disks: [
        { type: 'file', device: 'disk', source: { file: '/d' }, target: { dev: 'vda', bus: 'virtio' } },
      ],
      interfaces: [{ type: 'user', mac: { address: '52:54:00:00:00:01' }, model: { type: 'virtio' } }],
      serials: [{ type: 'null' }],
      inputs: [{ type: 'keyboard' }],
    },
  }
  const { argv } = buildCommand(config, { emulator, kvm: false, monitor: '/m' })
  return argv.flatMap((word, index) =>
    ['-device', '-serial'].includes(argv[index - 1] ?? '')
      ? [word.startsWith('{') ? (JSON.parse(word) as unknown) : word]
      : [],
  )
}

const disk = { drive: 'libvirt-1-format', id: 'virtio-disk0', bootindex: 1 }
const card = { netdev: 'hostnet0', id: 'net0', mac: '52:54:00:00:00:01' }

test.each([
  ['aarch64', 'virt-7.2', 3],
  ['riscv64', 'virt', 4],
])(
  '%s %s has PCI Express, a port for each device and one more, and a serial port of its own',
  (arch, machine, used) => {
    const all = devices(arch, machine) as { driver?: string }[]
    const ports = all.filter(({ driver }) => driver === 'pcie-root-port')
    const balloon = { driver: 'virtio-balloon-pci', id: 'balloon0', bus: 'pci.4', addr: '0x0' }
    expect(ports).toHaveLength(used + 1)
    expect(all.slice(ports.length)).toEqual([
      { driver: 'qemu-xhci', id: 'usb', bus: 'pci.2', addr: '0x0' },
      { driver: 'virtio-blk-pci', bus: 'pci.3', addr: '0x0', ...disk },
      { driver: 'virtio-net-pci', ...card, bus: 'pci.1', addr: '0x0' },
      'chardev:charserial0',
      { driver: 'usb-kbd', bus: 'usb.0', port: '1', id: 'input0' },
      ...(used === 4 ? [balloon] : []),
    ])
  },
)

test('ppc64 pseries has PCI and virtual serial ports', () => {
  expect(devices('ppc64', 'pseries-7.2')).toContainEqual({
    driver: 'spapr-vty',
    chardev: 'charserial0',
    id: 'serial0',
    reg: 0x30000000,
  })
})

test('a machine that we know nothing of gets devices where QEMU puts them', () => {
  expect(devices('sparc64', 'sun4u')).toContainEqual({ driver: 'virtio-blk-pci', ...disk })
})

test('s390x has channel devices and no USB', () => {
  expect(() => devices('s390x', 's390-ccw-virtio')).toThrow("Can't add USB input device. USB bus is disabled")
})
