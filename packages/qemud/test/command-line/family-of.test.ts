import { expect, test } from 'vitest'
import { familyOf } from '../../src/command-line/family-of.js'
import { assumedEmulator } from '../../src/emulators/assumed.js'

test.each([
  ['virtio-mmio without PCI', 'aarch64', 'virt', ['gpex-pcihost'], { virtio: 'device', pci: undefined }],
  ['another USB controller', 'x86_64', 'q35', ['qemu-xhci'], { impliedUsb: 'nec-xhci' }],
  [
    'none at all',
    'x86_64',
    'q35',
    ['qemu-xhci', 'nec-usb-xhci', 'ich9-usb-ehci1'],
    { impliedUsb: undefined },
  ],
  ['two bridges for one', 'x86_64', 'q35', ['pcie-pci-bridge'], { pci: { bridge: 'dmi-to-pci-bridge' } }],
  ['what it always had', 'x86_64', 'pc', ['qemu-xhci'], { impliedUsb: 'piix3-uhci' }],
])('an emulator that lacks something has %s', (_, arch, machine, lacking, family) => {
  const emulator = assumedEmulator(arch, machine)
  const types = Object.assign(new Set<string>(), { has: (type: string) => !lacking.includes(type) })
  expect(familyOf({ ...emulator, types }, machine)).toMatchObject(family)
})
