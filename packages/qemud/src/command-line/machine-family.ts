/** What machines of one kind have in common, as far as it decides about devices. */
export interface MachineFamily {
  readonly name: 'i440fx' | 'q35' | 'isapc' | 'microvm' | 'virt' | 'pseries' | 'ccw' | 'other'
  /** How virtio devices are attached: the end of their model's name. */
  readonly virtio: 'pci' | 'ccw' | 'device'
  /** The bus that PCI devices get an address on. Absent: there is none, or QEMU places devices itself. */
  readonly pci?: PciRoot
  /** An ISA bus, with PS/2 mouse and keyboard, and ISA serial ports. */
  readonly isa: boolean
  /** Of which disk bus the machine has a controller of its own, with index 0. */
  readonly disks: readonly ('ide' | 'sata' | 'fdc')[]
  /** What a serial port is when the definition does not say. */
  readonly serial: 'isa-serial' | 'system-serial' | 'spapr-vio-serial' | 'sclp-serial'
  /** What a USB controller is when the definition does not say. */
  readonly usbModel: string
  /** The USB controller that a domain gets without asking. Absent: only when a device needs one. */
  readonly impliedUsb?: string
  readonly nicModel: string
  readonly videoModel: 'cirrus' | 'vga' | 'virtio'
  /** Whether a domain gets a memory balloon without asking. */
  readonly impliedBalloon: boolean
}

export interface PciRoot {
  readonly bus: 'pci.0' | 'pcie.0'
  /** What PCI devices are reached through on PCI Express. Absent: a `pcie-to-pci-bridge`. */
  readonly bridge?: 'dmi-to-pci-bridge'
}

const x86 = {
  virtio: 'pci',
  isa: true,
  serial: 'isa-serial',
  nicModel: 'rtl8139',
  videoModel: 'cirrus',
  impliedBalloon: true,
} as const
const other = {
  virtio: 'pci',
  isa: false,
  disks: [],
  serial: 'system-serial',
  usbModel: 'qemu-xhci',
  nicModel: 'virtio',
  videoModel: 'virtio',
  impliedBalloon: true,
} as const

const i440fx: MachineFamily = {
  ...x86,
  name: 'i440fx',
  pci: { bus: 'pci.0' },
  disks: ['ide', 'fdc'],
  usbModel: 'piix3-uhci',
  impliedUsb: 'piix3-uhci',
}

const families: readonly (readonly [RegExp, RegExp, MachineFamily])[] = [
  [/^(x86_64|i686)$/, /^(pc|pc-i440fx-.*|pc-[01]\..*|xenfv.*)$/, i440fx],
  [
    /^(x86_64|i686)$/,
    /^(q35|pc-q35-.*)$/,
    {
      ...x86,
      name: 'q35',
      pci: { bus: 'pcie.0' },
      disks: ['sata'],
      usbModel: 'piix3-uhci',
      impliedUsb: 'qemu-xhci',
    },
  ],
  [
    /^(x86_64|i686)$/,
    /^isapc$/,
    {
      ...x86,
      impliedBalloon: false,
      name: 'isapc',
      disks: ['ide', 'fdc'],
      nicModel: 'ne2k_isa',
      usbModel: 'none',
    },
  ],
  [
    /^(x86_64|i686)$/,
    /^microvm$/,
    { ...x86, name: 'microvm', virtio: 'device', disks: [], nicModel: 'virtio', usbModel: 'none' },
  ],
  [
    /^(aarch64|armv7l)$/,
    /^virt(-.*)?$/,
    { ...other, name: 'virt', pci: { bus: 'pcie.0' }, impliedBalloon: false },
  ],
  [/^(riscv64|riscv32|loongarch64)$/, /^virt(-.*)?$/, { ...other, name: 'virt', pci: { bus: 'pcie.0' } }],
  [
    /^(aarch64|armv7l|riscv64|riscv32)$/,
    /./,
    { ...other, name: 'other', virtio: 'device', impliedBalloon: false },
  ],
  [
    /^ppc64/,
    /^pseries(-.*)?$/,
    {
      ...other,
      name: 'pseries',
      serial: 'spapr-vio-serial',
      pci: { bus: 'pci.0' },
      nicModel: 'rtl8139',
      usbModel: 'pci-ohci',
      impliedUsb: 'pci-ohci',
      videoModel: 'vga',
    },
  ],
  [
    /^s390x$/,
    /^s390-ccw-virtio/,
    { ...other, name: 'ccw', virtio: 'ccw', pci: { bus: 'pci.0' }, usbModel: 'none', serial: 'sclp-serial' },
  ],
]

/** The family of an architecture's machine type. */
export function machineFamily(arch: string, machine: string): MachineFamily {
  const row = families.find(([arches, machines]) => arches.test(arch) && machines.test(machine))
  return row?.[2] ?? { ...other, name: 'other', impliedBalloon: false }
}
