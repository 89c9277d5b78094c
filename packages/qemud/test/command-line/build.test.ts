import type { DevicesConfig, DiskBus, DomainConfig } from '@virt/core/config'
import { describe, expect, test } from 'vitest'
import { buildCommand } from '../../src/command-line/build.js'
import { completeLive } from '../../src/command-line/complete-live.js'
import { hostArch } from '../../src/emulators/architectures.js'
import { emulator } from './emulator-fixture.js'

const context = { emulator, kvm: true, monitor: '/run/virt/tiny.monitor', now: 0 }
const tiny: DomainConfig = {
  type: 'qemu',
  name: 'tiny',
  uuid: 'c7a5fdbd-edaf-9455-926a-d65c16db1809',
  memory: 32768,
  os: { type: { name: 'hvm', arch: 'x86_64', machine: 'pc' } },
  devices: { memballoon: { model: 'none' } },
}

function argv(changes: Partial<DomainConfig>): readonly string[] {
  return buildCommand({ ...tiny, ...changes }, context).argv
}

/** The arguments that a change adds to those of the tiny domain, JSON read. */
function added(changes: Partial<DomainConfig>): unknown[] {
  const usual = new Set(options(argv(tiny)).map(String))
  return options(argv(changes))
    .filter((option) => !usual.has(String(option)))
    .flat()
    .map((word) => (word.startsWith('{') ? (JSON.parse(word) as unknown) : word))
}

/** Each option with its value. */
function options(words: readonly string[]): readonly (readonly string[])[] {
  return words.flatMap((word, at) => {
    if (!word.startsWith('-')) return []
    const value = words[at + 1]
    return [value === undefined || value.startsWith('-') ? [word] : [word, value]]
  })
}

function withDevices(devices: DevicesConfig): unknown[] {
  return added({ devices: { memballoon: { model: 'none' }, ...devices } })
}

test('the smallest domain', () => {
  expect(argv({})).toEqual([
    ...['-name', 'guest=tiny,debug-threads=on', '-S'],
    ...['-machine', 'pc-i440fx-7.2,usb=off,dump-guest-core=off,acpi=off', '-accel', 'tcg'],
    ...['-m', 'size=32768k', '-overcommit', 'mem-lock=off'],
    ...['-uuid', 'c7a5fdbd-edaf-9455-926a-d65c16db1809', '-no-user-config', '-nodefaults'],
    ...['-smp', '1,sockets=1,cores=1,threads=1'],
    ...['-chardev', 'socket,id=charmonitor,path=/run/virt/tiny.monitor,reconnect=1'],
    ...['-mon', 'chardev=charmonitor,id=monitor,mode=control'],
    ...['-rtc', 'base=utc', '-no-shutdown', '-boot', 'strict=on'],
    ...['-device', '{"driver":"piix3-usb-uhci","id":"usb","bus":"pci.0","addr":"0x1.0x2"}'],
    ...[
      '-display',
      'none',
      '-sandbox',
      'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny',
    ],
    ...['-msg', 'timestamp=on'],
  ])
})

test('the same definition gives the same command', () => {
  const config = { ...tiny, devices: { interfaces: [{ type: 'user' as const }] } }
  expect(buildCommand(config, context)).toEqual(buildCommand(config, context))
})

test('a comma in a name or path is not the end of it', () => {
  expect(argv({ name: 'a,b=c' })).toContain('guest=a,,b=c,debug-threads=on')
  expect(buildCommand(tiny, { ...context, monitor: '/run/a,b' }).argv).toContain(
    'socket,id=charmonitor,path=/run/a,,b,reconnect=1',
  )
})

describe('disks', () => {
  const file = (dev: string, bus: DiskBus) =>
    ({ type: 'file', device: 'disk', source: { file: `/img/${dev}` }, target: { dev, bus } }) as const

  test('have an image and a device, addresses as libvirt gives them', () => {
    expect(withDevices({ disks: [file('vda', 'virtio'), file('sdb', 'scsi')] })).toEqual([
      '-device',
      { driver: 'lsi', id: 'scsi0', bus: 'pci.0', addr: '0x2' },
      '-blockdev',
      {
        driver: 'file',
        filename: '/img/vda',
        'node-name': 'libvirt-1-storage',
        'auto-read-only': true,
        discard: 'unmap',
      },
      '-blockdev',
      { 'node-name': 'libvirt-1-format', 'read-only': false, driver: 'raw', file: 'libvirt-1-storage' },
      '-device',
      {
        driver: 'virtio-blk-pci',
        bus: 'pci.0',
        addr: '0x3',
        drive: 'libvirt-1-format',
        id: 'virtio-disk0',
        bootindex: 1,
      },
      '-blockdev',
      {
        driver: 'file',
        filename: '/img/sdb',
        'node-name': 'libvirt-2-storage',
        'auto-read-only': true,
        discard: 'unmap',
      },
      '-blockdev',
      { 'node-name': 'libvirt-2-format', 'read-only': false, driver: 'raw', file: 'libvirt-2-storage' },
      '-device',
      {
        driver: 'scsi-hd',
        bus: 'scsi0.0',
        'scsi-id': 1,
        device_id: 'drive-scsi0-0-1',
        drive: 'libvirt-2-format',
        id: 'scsi0-0-1',
      },
    ])
  })

  test.each([
    ['none', { direct: true, 'no-flush': false }, 'on'],
    ['writeback', { direct: false, 'no-flush': false }, 'on'],
    ['writethrough', { direct: false, 'no-flush': false }, 'off'],
    ['directsync', { direct: true, 'no-flush': false }, 'off'],
    ['unsafe', { direct: false, 'no-flush': true }, 'on'],
  ] as const)('cache %s', (cache, nodes, device) => {
    const [, storage, , format, , disk] = withDevices({
      disks: [{ ...file('hda', 'ide'), driver: { name: 'qemu', type: 'qcow2', cache } }],
    })
    expect([storage, format, disk]).toMatchObject([
      { cache: nodes },
      { cache: nodes, driver: 'qcow2' },
      { driver: 'ide-hd', bus: 'ide.0', unit: 0, id: 'ide0-0-0', 'write-cache': device },
    ])
  })

  test('an empty CD-ROM drive has no image', () => {
    expect(
      withDevices({ disks: [{ type: 'file', device: 'cdrom', target: { dev: 'hdc', bus: 'ide' } }] }),
    ).toEqual(['-device', { driver: 'ide-cd', bus: 'ide.1', unit: 0, id: 'ide0-1-0' }])
  })

  test('the boot list means the first device of each kind, a boot order means what it says', () => {
    const disks = [file('vda', 'virtio'), file('vdb', 'virtio')]
    const order = (changes: Partial<DomainConfig>): unknown[] =>
      added(changes).flatMap((word) =>
        typeof word === 'object' && word !== null && 'bootindex' in word ? [[word, word.bootindex]] : [],
      )
    const devices = { disks, interfaces: [{ type: 'user' as const }] }
    expect(order({ os: { ...tiny.os, boots: ['network', 'hd'] }, devices })).toMatchObject([
      [{ id: 'virtio-disk0' }, 2],
      [{ id: 'net0' }, 1],
    ])
    const own = { ...devices, disks: [disks[0]!, { ...disks[1]!, boot: { order: 1 } }] }
    expect(order({ devices: own })).toMatchObject([[{ id: 'virtio-disk1' }, 1]])
  })
})

test('network cards keep a generated address from start to start', () => {
  const [netdev, backend, device, card] = withDevices({ interfaces: [{ type: 'user' }] })
  expect([netdev, backend, device]).toEqual(['-netdev', 'user,id=hostnet0', '-device'])
  expect(card).toMatchObject({ driver: 'rtl8139', netdev: 'hostnet0', id: 'net0' })
  expect((card as { mac: string }).mac).toMatch(/^52:54:00(:[0-9a-f]{2}){3}$/)
})

test.each([
  ['mcast', { address: '230.0.0.1', port: 5558 }, 'socket,mcast=230.0.0.1:5558,id=hostnet0'],
  ['server', { address: '127.0.0.1', port: 5558 }, 'socket,listen=127.0.0.1:5558,id=hostnet0'],
  ['client', { address: '127.0.0.1', port: 5558 }, 'socket,connect=127.0.0.1:5558,id=hostnet0'],
  [
    'udp',
    { address: '127.0.0.1', port: 5555, local: { address: '127.0.0.1', port: 5556 } },
    'socket,udp=127.0.0.1:5555,localaddr=127.0.0.1:5556,id=hostnet0',
  ],
] as const)('a %s network', (type, source, expected) => {
  expect(withDevices({ interfaces: [{ type, source }] })).toContain(expected)
})

describe('serial ports and consoles', () => {
  test('a console is another name of the first serial port', () => {
    const command = buildCommand({ ...tiny, devices: { consoles: [{ type: 'pty' }] } }, context)
    expect(command.queries).toEqual(['query-chardev'])
    const live = completeLive(command.config, {
      chardevs: [{ label: 'charserial0', filename: 'pty:/dev/pts/7', 'frontend-open': true }],
    })
    expect(live.devices).toMatchObject({
      serials: [{ type: 'pty', alias: 'serial0', sources: [{ path: '/dev/pts/7' }] }],
      consoles: [{ type: 'pty', alias: 'serial0', tty: '/dev/pts/7', target: { type: 'serial', port: 0 } }],
    })
  })

  test.each([
    [
      { type: 'file', sources: [{ path: '/log,1', append: true }] },
      'file,id=charserial0,path=/log,,1,append=on',
    ],
    [{ type: 'null' }, 'null,id=charserial0'],
    [
      { type: 'unix', sources: [{ mode: 'bind', path: '/s' }] },
      'socket,id=charserial0,path=/s,server=on,wait=off',
    ],
    [
      {
        type: 'tcp',
        sources: [{ mode: 'bind', host: '::1', service: '4555' }],
        protocol: { type: 'telnet' },
      },
      'socket,id=charserial0,host=::1,port=4555,telnet=on,server=on,wait=off',
    ],
  ] as const)('%j', (backend, expected) => {
    expect(withDevices({ serials: [backend] })).toEqual([
      '-chardev',
      expected,
      '-device',
      { driver: 'isa-serial', chardev: 'charserial0', id: 'serial0', index: 0 },
    ])
  })
})

describe('vnc', () => {
  test('finds a free port by itself, and the password is not on the command line', () => {
    const graphics = [{ type: 'vnc', autoport: true, passwd: 'secret' } as const]
    const command = buildCommand({ ...tiny, devices: { graphics } }, context)
    expect(command.argv).toContain('127.0.0.1:0,to=59635,password=on,audiodev=audio1')
    expect(command.argv.join(' ')).not.toContain('secret')
    expect(command.setup).toEqual([
      { execute: 'set_password', arguments: { protocol: 'vnc', password: 'secret', connected: undefined } },
    ])
    expect(command.queries).toEqual(['query-vnc'])
    const vnc = { enabled: true, host: '127.0.0.1', service: '5901' }
    expect(completeLive(command.config, { vnc }).devices?.graphics).toEqual([
      {
        ...graphics[0],
        port: 5901,
        listen: '127.0.0.1',
        listens: [{ type: 'address', address: '127.0.0.1' }],
      },
    ])
  })

  test('has the card that libvirt gives it', () => {
    expect(withDevices({ graphics: [{ type: 'vnc', port: 5905, listen: '::' }] })).toEqual([
      '-audiodev',
      { id: 'audio1', driver: 'none' },
      '-vnc',
      '[::]:5,audiodev=audio1',
      '-device',
      { driver: 'cirrus-vga', id: 'video0', bus: 'pci.0', addr: '0x2' },
    ])
  })
})

describe('processors', () => {
  test.each([
    [{ vcpu: { count: 4, current: 2 } }, '2,maxcpus=4,sockets=4,cores=1,threads=1'],
    [
      { vcpu: { count: 4 }, cpu: { topology: { sockets: 1, cores: 2, threads: 2 } } },
      '4,sockets=1,cores=2,threads=2',
    ],
  ])('%j', (changes, expected) => expect(argv(changes)).toContain(expected))

  test.each<[Partial<DomainConfig>, string]>([
    [
      { cpu: { model: { name: 'Haswell' }, features: [{ name: 'avx2', policy: 'disable' }] } },
      'Haswell,avx2=off',
    ],
    [{ type: 'kvm', cpu: { mode: 'host-passthrough' } }, 'host'],
    [{ cpu: { mode: 'host-model' } }, 'max'],
    [{ features: { kvm: { hidden: { state: true } } } }, 'qemu64,kvm=off'],
  ])('%j', (changes, expected) => {
    const words = argv(changes)
    expect(words[words.indexOf('-cpu') + 1]).toBe(expected)
  })
})

test('a bus has the name that the user gave its controller', () => {
  const command = withDevices({
    controllers: [{ type: 'usb', model: 'qemu-xhci', alias: 'ua-ports' }],
    inputs: [{ type: 'tablet', bus: 'usb' }],
  })
  expect(command).toEqual([
    '-device',
    { driver: 'qemu-xhci', id: 'ua-ports', bus: 'pci.0', addr: '0x2' },
    '-device',
    { driver: 'usb-tablet', bus: 'ua-ports.0', port: '1', id: 'input0' },
  ])
})

test('extra arguments and environment come from qemu:commandline', () => {
  const command = buildCommand(
    { ...tiny, qemuCommandline: { args: ['-foo', 'bar,baz'], env: [{ name: 'A', value: 'b' }] } },
    context,
  )
  expect(command.argv.slice(-2)).toEqual(['-foo', 'bar,baz'])
  expect(command.environment).toEqual({ A: 'b' })
})

describe('what goes over TLS has credentials of its own before it:', () => {
  const credentials = (connection: string, use: string, endpoint: string): object => ({
    'qom-type': 'tls-creds-x509',
    id: `obj${connection}_tls0`,
    dir: `/etc/pki/libvirt-${use}`,
    endpoint,
    'verify-peer': true,
  })

  test.each([
    ['bind', 'server', 'server=on,wait=off'],
    ['connect', 'client', undefined],
  ] as const)('a serial port that is to %s', (mode, endpoint, role) => {
    const sources = [{ mode, host: 'h', service: '1', tls: true }]
    const options = ['socket', 'id=charserial0', 'host=h', 'port=1', role, 'tls-creds=objcharserial0_tls0']
    expect(withDevices({ serials: [{ type: 'tcp', sources }] }).slice(0, 4)).toEqual([
      '-object',
      credentials('charserial0', 'chardev', endpoint),
      '-chardev',
      options.filter(Boolean).join(','),
    ])
  })

  test('a disk of an NBD server', () => {
    const source = { protocol: 'nbd', tls: true, tlsHostname: 'b', hosts: [{ name: 'a' }] } as const
    const disks = [
      { type: 'network', device: 'disk', source, target: { dev: 'vda', bus: 'virtio' } },
    ] as const
    expect(withDevices({ disks }).slice(0, 4)).toEqual([
      '-object',
      credentials('libvirt-1-storage', 'nbd', 'client'),
      '-blockdev',
      expect.objectContaining({
        driver: 'nbd',
        'tls-creds': 'objlibvirt-1-storage_tls0',
        'tls-hostname': 'b',
      }),
    ])
  })

  test('and nothing else can', () => {
    const source = { protocol: 'ssh', tls: true, name: 'a', hosts: [{ name: 'a' }] } as const
    const disks = [
      { type: 'network', device: 'disk', source, target: { dev: 'vda', bus: 'virtio' } },
    ] as const
    expect(() => withDevices({ disks })).toThrow("TLS is not supported for protocol 'ssh'")
  })
})

test.each<[string, Partial<DomainConfig>]>([
  ["domain type 'kvm' needs /dev/kvm, which cannot be used on this host", { type: 'kvm' }],
  [
    "Emulator '/usr/bin/qemu-system-x86_64' does not support machine type 'no-such'",
    { os: { type: { name: 'hvm', machine: 'no-such' } } },
  ],
  ['Maximum CPUs greater than specified machine type limit 255', { vcpu: { count: 256 } }],
  [
    `CPU mode 'host-passthrough' for x86_64 qemu domain on ${hostArch()} host is not supported by hypervisor`,
    { cpu: { mode: 'host-passthrough' } },
  ],
  [
    "CPU property 'x,kvm' is no plain word",
    { cpu: { model: { name: 'qemu64' }, features: [{ name: 'x,kvm', policy: 'require' }] } },
  ],
  ['vnc port must be in range [5900,65535]', { devices: { graphics: [{ type: 'vnc', port: 80 }] } }],
  [
    'only 1 graphics device of each type (sdl, vnc, spice, headless, dbus) is supported',
    { devices: { graphics: [{ type: 'vnc' }, { type: 'vnc' }] } },
  ],
])('refuses: %s', (detail, changes) => {
  expect(() => buildCommand({ ...tiny, ...changes }, { ...context, kvm: false })).toThrow(
    expect.objectContaining({ code: 'CONFIG_UNSUPPORTED', detail }),
  )
})
