import type { DomainConfig } from '@virt/core/config'
import { assumedEmulator } from '../../../src/emulators/assumed.js'
import type { Emulator } from '../../../src/emulators/emulator.js'
import type { Case } from './cases.js'

/** The emulator that libvirt pretended for a case: a QEMU 7.2 without what the manifest says is not there. */
export function pretendedEmulator({ caps, flags = [] }: Case, { os, devices }: DomainConfig): Emulator {
  const full = assumedEmulator(os.type.arch ?? 'x86_64', os.type.machine, devices?.emulator)
  if (caps === 'latest') return full
  const has = (key: string): boolean =>
    caps === undefined ? isGranted(flags, key) : (since[key] ?? 0) <= comparable(caps)
  const version = caps === undefined ? full.version : versionOf(caps)
  return { ...full, version, types: without('', has), properties: propertiesOf(full, has) }
}

/** What libvirt asks a flag for, as types and as properties of types. What has no flag is always there. */
const granting: Readonly<Record<string, string>> = {
  iothread: 'OBJECT_IOTHREAD',
  zpci: 'DEVICE_ZPCI',
  'gpex-pcihost': 'OBJECT_GPEX',
  'pcie-root-port': 'DEVICE_PCIE_ROOT_PORT',
  'pcie-pci-bridge': 'DEVICE_PCIE_PCI_BRIDGE',
  'qemu-xhci': 'DEVICE_QEMU_XHCI',
  'nec-usb-xhci': 'NEC_USB_XHCI',
  'ich9-usb-ehci1': 'ICH9_USB_EHCI1',
  'virtio-vga': 'DEVICE_VIRTIO_VGA',
  'virtio-vga-gl': 'VIRTIO_VGA_GL',
  'virtio-gpu-gl-pci': 'VIRTIO_GPU_GL_PCI',
  VGA: 'DEVICE_VGA',
  'cirrus-vga': 'DEVICE_CIRRUS_VGA',
  'vfio-ccw': 'DEVICE_VFIO_CCW',
  'PIIX4_PM.disable_s3': 'PIIX_DISABLE_S3',
  'PIIX4_PM.disable_s4': 'PIIX_DISABLE_S4',
  'pseries-machine.resize-hpt': 'MACHINE_PSERIES_RESIZE_HPT',
  'pseries-machine.cap-hpt-max-page-size': 'MACHINE_PSERIES_CAP_HPT_MAX_PAGE_SIZE',
  'pseries-machine.cap-htm': 'MACHINE_PSERIES_CAP_HTM',
  'pseries-machine.cap-nested-hv': 'MACHINE_PSERIES_CAP_NESTED_HV',
  'pseries-machine.cap-ccf-assist': 'MACHINE_PSERIES_CAP_CCF_ASSIST',
  'pseries-machine.cap-cfpc': 'MACHINE_PSERIES_CAP_CFPC',
  'pseries-machine.cap-sbbc': 'MACHINE_PSERIES_CAP_SBBC',
  'pseries-machine.cap-ibs': 'MACHINE_PSERIES_CAP_IBS',
}

/** The release of QEMU that brought a property. */
const since: Readonly<Record<string, number>> = {
  'PIIX4_PM.acpi-root-pci-hotplug': comparable('5.2.0'),
  'virtio-iommu-pci.boot-bypass': comparable('7.0.0'),
}

function isGranted(flags: readonly string[], key: string): boolean {
  const flag = granting[key]
  return flag === undefined || flags.includes(`QEMU_CAPS_${flag}`)
}

function versionOf(text: string): Emulator['version'] {
  const [major = 0, minor = 0, micro = 0] = text.split('.').map(Number)
  return { major, minor, micro }
}

function comparable(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 100 + minor
}

/** Every name, but for those that are not there. */
function without(type: string, has: (key: string) => boolean): ReadonlySet<string> {
  const prefix = type && `${type}.`
  return Object.assign(new Set<string>(), { has: (name: string) => has(prefix + name) })
}

function propertiesOf({ properties }: Emulator, has: (key: string) => boolean): Emulator['properties'] {
  return new Map([...properties.keys()].map((type) => [type, without(type, has)]))
}
