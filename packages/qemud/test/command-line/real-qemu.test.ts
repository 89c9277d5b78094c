import type { DevicesConfig, DiskConfig, DomainConfig } from '@virt/core/config'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nanoGuest } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { buildCommand, type CommandContext } from '../../src/command-line/build.js'
import { completeLive } from '../../src/command-line/complete-live.js'
import { Emulators } from '../../src/emulators/emulators.js'
import type { Emulator } from '../../src/emulators/emulator.js'
import { QmpClient } from '../../src/qmp/client.js'

const images = await mkdtemp(join(tmpdir(), 'virt-images-'))
const base: DomainConfig = {
  type: 'qemu',
  name: 'real, with a comma',
  uuid: 'c7a5fdbd-edaf-9455-926a-d65c16db1809',
  memory: 32768,
  os: { type: { name: 'hvm', arch: 'x86_64', machine: 'pc' } },
  features: { acpi: true },
}

const disk = (dev: string, bus: DiskConfig['target']['bus'], more: Partial<DiskConfig> = {}): DiskConfig => ({
  type: 'file',
  device: 'disk',
  source: { file: join(images, `raw, ${dev}`) },
  target: { dev, bus },
  ...more,
})

const qcow2 = {
  source: { file: join(images, 'image.qcow2') },
  driver: { name: 'qemu', type: 'qcow2' },
} as const
const q35: Partial<DomainConfig> = { os: { type: { name: 'hvm', machine: 'q35' } } }

const cases: Record<string, Partial<DomainConfig>> = {
  'nothing but the machine pc': {},
  'the machine q35': q35,
  'the machine isapc': { os: { type: { name: 'hvm', machine: 'isapc' } }, features: {} },
  'the machine microvm': {
    os: { type: { name: 'hvm', machine: 'microvm' } },
    ...devices({
      disks: [disk('vda', 'virtio')],
      interfaces: [{ type: 'user' }],
      serials: [{ type: 'null' }],
      rngs: [{ model: 'virtio', backend: { model: 'builtin' } }],
    }),
  },
  'a kernel': {
    os: { ...base.os, kernel: nanoGuest(), initrd: nanoGuest(), cmdline: 'a=b,c d' },
  },
  'a BIOS image': { os: { ...base.os, loader: { path: '/usr/share/seabios/bios-256k.bin', type: 'rom' } } },
  'flash images': {
    os: {
      ...base.os,
      loader: { path: '/usr/share/seabios/bios-256k.bin', type: 'pflash', readonly: true },
      nvram: { path: join(images, 'nvram, 1') },
    },
  },
  'boot options': {
    os: {
      ...base.os,
      boots: ['cdrom', 'network', 'fd', 'hd'],
      bootmenu: { enable: true, timeout: 100 },
      bios: { useserial: true, rebootTimeout: 0 },
    },
    ...devices({
      serials: [{ type: 'null' }],
      disks: [
        disk('vda', 'virtio'),
        {
          type: 'file',
          device: 'floppy',
          source: { file: join(images, 'floppy') },
          target: { dev: 'fda', bus: 'fdc' },
        },
        { type: 'file', device: 'cdrom', target: { dev: 'hdc', bus: 'ide' } },
      ],
      interfaces: [{ type: 'user' }],
    }),
  },
  'disks of every bus on pc': devices({
    disks: [
      disk('vda', 'virtio', { ...qcow2, readonly: true, serial: 'S 1' }),
      disk('hda', 'ide', { serial: 'QM1' }),
      disk('sda', 'scsi', { shareable: true }),
      disk('sdb', 'sata'),
      disk('sdc', 'usb', { target: { dev: 'sdc', bus: 'usb', removable: true } }),
    ],
  }),
  'drives of every bus on q35': {
    ...q35,
    ...devices({
      disks: [
        disk('sda', 'sata', qcow2),
        {
          type: 'file',
          device: 'cdrom',
          source: { file: join(images, 'floppy') },
          target: { dev: 'sdb', bus: 'sata' },
        },
        { type: 'file', device: 'cdrom', target: { dev: 'sdc', bus: 'scsi' } },
        { type: 'file', device: 'floppy', target: { dev: 'fda', bus: 'fdc' } },
      ],
    }),
  },
  'drive options': devices({
    disks: [
      disk('vda', 'virtio', {
        driver: {
          type: 'raw',
          cache: 'none',
          io: 'native',
          errorPolicy: 'enospace',
          discard: 'unmap',
          detectZeroes: 'unmap',
          queues: 2,
          queueSize: 64,
        },
        blockio: { logicalBlockSize: 512, physicalBlockSize: 4096 },
      }),
      disk('sda', 'scsi', {
        ...qcow2,
        vendor: 'VIRT',
        product: 'DISK',
        backingStore: {},
        target: { dev: 'sda', bus: 'scsi', rotationRate: 1 },
      }),
    ],
    controllers: [{ type: 'scsi', model: 'virtio-scsi', driver: { queues: 2, maxSectors: 512 } }],
  }),
  networks: devices({
    interfaces: [
      {
        type: 'user',
        model: { type: 'virtio' },
        ips: [{ address: '10.1.0.0', prefix: 24 }],
        mtu: { size: 1400 },
      },
      { type: 'user', model: { type: 'e1000' }, link: { state: 'down' }, rom: { enabled: false } },
      { type: 'mcast', source: { address: '230.0.0.1', port: 15558 }, model: { type: 'rtl8139' } },
      {
        type: 'udp',
        source: { address: '127.0.0.1', port: 15555, local: { address: '127.0.0.1', port: 15556 } },
        model: { type: 'virtio-non-transitional' },
      },
      { type: 'server', source: { address: '127.0.0.1', port: 15557 }, model: { type: 'e1000e' } },
    ],
  }),
  'serial ports, parallel port, console': devices({
    serials: [
      { type: 'pty' },
      { type: 'file', sources: [{ path: join(images, 'serial,log') }] },
      { type: 'unix', sources: [{ mode: 'bind', path: join(images, 'serial.sock') }] },
      { type: 'null', target: { type: 'pci-serial' } },
    ],
    parallels: [{ type: 'null' }],
    consoles: [{ type: 'pty' }, { type: 'pty', target: { type: 'virtio' } }],
  }),
  'a screen with password': devices({
    graphics: [{ type: 'vnc', passwd: 'secret', passwdValidTo: '2040-01-01T00:00:00', keymap: 'de' }],
    videos: [{ model: { type: 'vga', vram: 16384 } }],
  }),
  'screens: virtio': devices({
    graphics: [{ type: 'vnc', listens: [{ type: 'socket', socket: join(images, 'vnc,1.sock') }] }],
    videos: [{ model: { type: 'virtio', heads: 1 } }, { model: { type: 'virtio', heads: 2 } }],
  }),
  'screens: cirrus': devices({ videos: [{ model: { type: 'cirrus' } }] }),
  'input devices': devices({
    inputs: [
      { type: 'tablet', bus: 'usb' },
      { type: 'keyboard', bus: 'usb' },
      { type: 'mouse', bus: 'usb' },
      { type: 'mouse', bus: 'ps2' },
      { type: 'tablet', bus: 'virtio' },
    ],
  }),
  'entropy and balloon': {
    currentMemory: 16384,
    ...devices({
      rngs: [
        {
          model: 'virtio',
          rate: { bytes: 1024, period: 1000 },
          backend: { model: 'random', path: '/dev/urandom' },
        },
        { model: 'virtio', backend: { model: 'builtin' } },
      ],
      memballoon: { model: 'virtio', autodeflate: true, freePageReporting: true, stats: { period: 10 } },
    }),
  },
  'USB controllers': devices({
    controllers: [
      { type: 'usb', index: 0, model: 'ich9-ehci1' },
      { type: 'usb', index: 0, model: 'ich9-uhci1', master: { startport: 0 } },
      { type: 'usb', model: 'qemu-xhci', ports: 8 },
      { type: 'usb', model: 'nec-xhci' },
    ],
    inputs: [{ type: 'tablet', bus: 'usb', address: { type: 'usb', bus: 1, port: '2' } }],
  }),
  'PCI bridges of q35': {
    ...q35,
    ...devices({
      controllers: [
        { type: 'pci', index: 0, model: 'pcie-root' },
        {
          type: 'pci',
          index: 1,
          model: 'pcie-root-port',
          address: { type: 'pci', bus: 0, slot: 2, function: 0, multifunction: true },
        },
        {
          type: 'pci',
          index: 2,
          model: 'pcie-root-port',
          address: { type: 'pci', bus: 0, slot: 2, function: 1 },
        },
        { type: 'pci', index: 3, model: 'pcie-to-pci-bridge', address: { type: 'pci', bus: 2, slot: 0 } },
        { type: 'virtio-serial', ports: 4 },
      ],
      interfaces: [{ type: 'user', model: { type: 'virtio' }, address: { type: 'pci', bus: 1, slot: 0 } }],
      disks: [disk('vda', 'virtio', { address: { type: 'pci', bus: 3, slot: 1 } })],
    }),
  },
  processors: {
    vcpu: { count: 4, current: 2 },
    cpu: {
      mode: 'custom',
      model: { name: 'qemu64' },
      topology: { sockets: 1, cores: 4, threads: 1 },
      features: [
        { name: 'sse4.1', policy: 'require' },
        { name: 'svm', policy: 'disable' },
      ],
    },
  },
  'a clock and features': {
    clock: {
      offset: 'variable',
      adjustment: 3600,
      timers: [
        { name: 'rtc', tickpolicy: 'catchup', track: 'guest' },
        { name: 'pit', tickpolicy: 'delay' },
        { name: 'hpet', present: false },
        { name: 'kvmclock', present: false },
      ],
    },
    features: {
      acpi: true,
      apic: {},
      pae: true,
      vmport: { state: false },
      smm: { state: false },
      vmcoreinfo: {},
      pmu: { state: false },
      kvm: { hidden: { state: true } },
      hyperv: { relaxed: { state: true }, spinlocks: { state: true, retries: 8191 } },
      tcg: { tbCache: 32768 },
    },
    pm: { suspendToMem: { enabled: false }, suspendToDisk: { enabled: false } },
    dumpCore: true,
  },
}

function devices(changes: DevicesConfig): Pick<DomainConfig, 'devices'> {
  return { devices: changes }
}

describe.skipIf(!peer('qemu') || !peer('qemu-img'))('a real QEMU starts with', () => {
  let server: Server
  let context: CommandContext
  let emulator: Emulator

  beforeAll(async () => {
    emulator = await new Emulators().find({ arch: 'x86_64' })
    for (const dev of ['vda', 'hda', 'sda', 'sdb', 'sdc'])
      await writeFile(join(images, `raw, ${dev}`), Buffer.alloc(1024 * 1024))
    await writeFile(join(images, 'nvram, 1'), Buffer.alloc(64 * 1024))
    await writeFile(join(images, 'floppy'), Buffer.alloc(1440 * 1024))
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', join(images, 'image.qcow2'), '1M'])
  })
  afterAll(() => rm(images, { recursive: true }))
  beforeEach(async () => {
    const monitor = join(images, 'monitor,sock')
    context = { emulator, kvm: false, monitor }
    server = createServer().listen(monitor)
    await once(server, 'listening')
  })
  afterEach(() => void server.close())

  test.each(Object.entries(cases))('%s', async (_, changes) => {
    const command = buildCommand({ ...base, ...changes }, context)
    const child = spawn(command.emulator, command.argv, { stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (data: Buffer) => (complaint += data.toString()))
    const gone = once(child, 'close').then(() => Promise.reject(new Error(complaint)))
    gone.catch(() => undefined)
    const [socket] = (await Promise.race([once(server, 'connection'), gone])) as [Socket]
    const monitor = await QmpClient.open(socket)
    const [status, chardevs, vnc] = await Promise.all([
      monitor.execute('query-status'),
      monitor.execute('query-chardev'),
      monitor.execute('query-vnc'),
      ...command.setup.map((request) => monitor.execute(request.execute, request.arguments)),
    ])
    const live = completeLive(command.config, { chardevs, vnc })
    await monitor.execute('quit')
    await gone.catch(() => undefined)
    expect(status.status).toBe('prelaunch')
    expect(complaint.replace(/^VNC server running on .*\n/, '')).toBe('')
    for (const port of [...(live.devices?.serials ?? []), ...(live.devices?.consoles ?? [])])
      if (port.type === 'pty') expect(port.sources?.[0]?.path).toMatch(/^\/dev\/pts\/\d+$/)
    for (const { port, listens } of live.devices?.graphics ?? [])
      if (listens?.[0]?.type === 'address') expect(port).toBeGreaterThanOrEqual(5900)
  })
})
