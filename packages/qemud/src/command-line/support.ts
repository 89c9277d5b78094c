import type {
  ConsoleConfig,
  DevicesConfig,
  DomainConfig,
  ParallelConfig,
  SerialConfig,
} from '@virt/core/config'

/**
 * What of a configuration is honoured: `true` for any value, `'ignored'` for what means nothing to QEMU and so may hold
 * anything, a list for some values, an object for some fields. Whatever is not in it is refused by name.
 */
export type Support<T> =
  | true
  | 'ignored'
  | (NonNullable<T> extends readonly (infer Item)[]
      ? Support<Item>
      : NonNullable<T> extends object
        ? { readonly [K in keyof NonNullable<T>]?: Support<NonNullable<T>[K]> }
        : readonly NonNullable<T>[])

const device = { alias: true, address: true } as const
const virtioDriver = { iommu: true, ats: true, packed: true, pagePerVq: true } as const
const virtioModels = ['virtio', 'virtio-transitional', 'virtio-non-transitional'] as const

const chardev = {
  ...device,
  type: ['null', 'pty', 'file', 'unix', 'dev', 'pipe', 'tcp', 'udp'],
  sources: {
    mode: true,
    path: true,
    append: true,
    host: true,
    service: true,
    tls: [false],
    reconnect: { enabled: true, timeout: true },
  },
  protocol: { type: ['raw', 'telnet'] },
  log: true,
} as const

const serial: Support<SerialConfig> = {
  ...chardev,
  target: {
    type: ['isa-serial', 'pci-serial', 'usb-serial', 'system-serial', 'spapr-vio-serial'],
    port: true,
    model: true,
  },
}

const parallel: Support<ParallelConfig> = { ...chardev, target: true }

const consoles: Support<ConsoleConfig> = {
  ...chardev,
  tty: 'ignored',
  target: { type: ['serial', 'virtio'], port: true },
}

const devices: Support<DevicesConfig> = {
  emulator: true,
  disks: {
    ...device,
    type: ['file', 'block'],
    device: ['disk', 'cdrom', 'floppy'],
    model: virtioModels,
    snapshot: 'ignored',
    driver: {
      ...virtioDriver,
      name: ['qemu'],
      type: ['raw', 'qcow2'],
      cache: true,
      errorPolicy: true,
      rerrorPolicy: true,
      io: true,
      ioeventfd: true,
      eventIdx: true,
      discard: true,
      detectZeroes: true,
      queues: true,
      queueSize: true,
    },
    source: { file: true, dev: true, index: 'ignored', startupPolicy: ['mandatory'] },
    backingStore: { index: 'ignored' },
    blockio: true,
    target: {
      dev: true,
      bus: ['virtio', 'ide', 'scsi', 'sata', 'fdc', 'usb'],
      removable: true,
      rotationRate: true,
      tray: ['closed'],
    },
    readonly: true,
    shareable: true,
    serial: true,
    vendor: true,
    product: true,
    boot: { order: true },
  },
  controllers: {
    ...device,
    type: ['ide', 'fdc', 'scsi', 'sata', 'usb', 'pci', 'virtio-serial', 'isa'],
    index: true,
    model: true,
    ports: true,
    vectors: true,
    pciModel: true,
    target: { chassisNr: true, chassis: true, port: true, hotplug: true },
    driver: { ...virtioDriver, queues: true, cmdPerLun: true, maxSectors: true },
    master: true,
  },
  interfaces: {
    ...device,
    type: ['user', 'mcast', 'udp', 'client', 'server'],
    mac: { address: true, type: 'ignored', check: 'ignored' },
    source: { address: true, port: true, local: true },
    ips: { address: true, family: true, prefix: true },
    model: true,
    driver: { ...virtioDriver, name: ['qemu'], ioeventfd: true, eventIdx: true },
    target: { dev: 'ignored' },
    boot: { order: true },
    rom: { bar: true, file: true, enabled: true },
    link: true,
    mtu: true,
  },
  serials: serial,
  parallels: parallel,
  consoles,
  inputs: {
    ...device,
    type: ['tablet', 'mouse', 'keyboard'],
    bus: ['usb', 'ps2', 'virtio', 'default'],
    model: virtioModels,
    driver: virtioDriver,
  },
  graphics: {
    type: ['vnc'],
    port: true,
    autoport: true,
    websocket: true,
    socket: true,
    listen: true,
    keymap: true,
    sharePolicy: true,
    powerControl: true,
    passwd: true,
    passwdValidTo: true,
    connected: true,
    listens: { type: ['address', 'socket', 'none'], address: true, socket: true },
  },
  audios: { id: true, type: ['none'] },
  videos: {
    ...device,
    driver: { ...virtioDriver, name: ['qemu'] },
    model: {
      type: ['default', 'vga', 'cirrus', 'virtio', 'bochs', 'none'],
      vram: true,
      heads: true,
      primary: true,
      acceleration: { accel2d: [false], accel3d: [false] },
      resolution: true,
    },
  },
  memballoon: {
    ...device,
    model: [...virtioModels, 'none'],
    autodeflate: true,
    freePageReporting: true,
    stats: true,
    driver: virtioDriver,
  },
  rngs: {
    ...device,
    model: virtioModels,
    driver: virtioDriver,
    rate: true,
    backend: { model: ['random', 'builtin'], path: true },
  },
}

/** The support matrix of the QEMU driver: every word of a domain description that it honours. */
export const support: Support<DomainConfig> = {
  type: ['qemu', 'kvm'],
  id: 'ignored',
  name: true,
  uuid: true,
  title: 'ignored',
  description: 'ignored',
  metadata: 'ignored',
  memory: true,
  currentMemory: true,
  dumpCore: true,
  vcpu: { count: true, current: true, placement: ['static'] },
  resource: { partition: ['/machine'] },
  os: {
    firmware: ['bios'],
    type: { name: ['hvm'], arch: true, machine: true },
    loader: { path: true, readonly: true, stateless: true, secure: [false], type: ['rom', 'pflash'] },
    nvram: { path: true, type: ['file'], source: { file: true } },
    kernel: true,
    initrd: true,
    cmdline: true,
    dtb: true,
    boots: true,
    bootmenu: true,
    smbios: { mode: ['emulate'] },
    bios: true,
  },
  features: {
    pae: true,
    acpi: true,
    apic: true,
    hap: true,
    pvspinlock: true,
    pmu: true,
    vmport: true,
    smm: { state: true },
    vmcoreinfo: true,
    ioapic: true,
    gic: true,
    hyperv: {
      mode: ['custom'],
      relaxed: true,
      vapic: true,
      spinlocks: true,
      vpindex: true,
      runtime: true,
      synic: true,
      stimer: true,
      reset: true,
      vendorId: true,
      frequencies: true,
      reenlightenment: true,
      tlbflush: true,
      ipi: true,
      evmcs: true,
      avic: true,
    },
    kvm: { hidden: true, hintDedicated: true, pollControl: true, pvIpi: true },
    tcg: true,
  },
  cpu: {
    mode: true,
    match: ['minimum', 'exact'],
    check: true,
    migratable: true,
    model: { name: true, fallback: true, vendorId: true },
    topology: true,
    cache: true,
    maxphysaddr: true,
    features: true,
  },
  clock: {
    offset: true,
    adjustment: true,
    basis: true,
    timezone: true,
    start: true,
    timers: {
      name: ['pit', 'rtc', 'hpet', 'tsc', 'kvmclock', 'hypervclock'],
      present: true,
      tickpolicy: true,
      frequency: true,
      track: ['guest', 'wall'],
    },
  },
  onPoweroff: true,
  onReboot: true,
  onCrash: true,
  pm: true,
  devices,
  seclabels: { type: ['none'], model: 'ignored' },
  qemuCommandline: true,
}
