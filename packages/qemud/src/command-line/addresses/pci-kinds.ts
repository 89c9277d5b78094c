import type { ControllerConfig, DeviceInfo, DevicesConfig, MemoryDeviceConfig } from '@virt/core/config'
import { isBuiltIn } from '../controller-names.js'
import { notPciCards } from '../interfaces/interfaces.js'
import type { MachineFamily } from '../machine-family.js'
import type { PciKind } from './pci-bus.js'

/** The kinds of devices that may sit on a PCI bus. */
export type PciList = Exclude<
  {
    [K in keyof DevicesConfig]-?: NonNullable<DevicesConfig[K]> extends object ? K : never
  }[keyof DevicesConfig],
  'extra'
>

type PciDevice<K extends PciList> =
  NonNullable<DevicesConfig[K]> extends readonly (infer Item)[] ? Item : NonNullable<DevicesConfig[K]>

type Kinds = {
  readonly [K in PciList]?: (device: PciDevice<K>, family: MachineFamily) => PciKind | undefined
}

const kinds: Kinds = {
  filesystems: ({ model }, family) => virtio(model, family),
  interfaces: ({ type, model }, family) =>
    type === 'hostdev' ? express(family) : card(model?.type ?? family.nicModel, family),
  sounds: ({ model }) => (/^(ich\d|ac97|es1370)$/.test(model) ? 'pci' : undefined),
  controllers: (controller, family) => otherController(controller, family),
  disks: ({ target, model }, family) => (target.bus === 'virtio' ? virtio(model, family) : undefined),
  hostdevs: ({ type, model }, family) => hostdev(type, model, family),
  memballoon: ({ model }, family) =>
    model === 'none' || model === 'xen' ? undefined : virtio(model, family),
  rngs: ({ model }, family) => virtio(model, family),
  watchdogs: ({ model }) => (model === 'i6300esb' ? 'pci' : undefined),
  videos: ({ model }, family) => video(model?.type ?? '', family),
  shmems: () => 'pci',
  inputs: ({ bus, model }, family) => (bus === 'virtio' ? virtio(model, family) : undefined),
  serials: ({ target }) => (target?.type === 'pci-serial' ? 'pci' : undefined),
  vsock: ({ model }, family) => virtio(model, family),
  memories: (memory, family) => memoryKind(memory, family),
  cryptos: ({ model }, family) => virtio(model, family),
  iommu: ({ model }) => (model === 'virtio' ? 'integrated' : undefined),
}

/** The lists in the order in which their devices get places. */
export const pciLists: readonly PciList[] = Object.keys(kinds) as PciList[]

/** How a device of that list is plugged in; `undefined` when it is no PCI device. */
export function pciKind(list: PciList, device: object, family: MachineFamily): PciKind | undefined {
  const kind = (
    kinds[list] as ((device: object, family: MachineFamily) => PciKind | undefined) | undefined
  )?.(device, family)
  const onChannels = family.virtio === 'ccw' && (device as DeviceInfo).address?.type === 'pci'
  return kind ?? (onChannels && list in kinds && list !== 'controllers' ? 'pci' : undefined)
}

/** How a PCI controller is plugged in; the roots are not. */
export function bridgeKind({ type, model }: ControllerConfig): PciKind | undefined {
  if (type !== 'pci' || model === 'pci-root' || model === 'pcie-root') return undefined
  return model as PciKind
}

function express(family: MachineFamily): 'pci' | 'pcie' {
  return family.pci?.bus === 'pcie.0' ? 'pcie' : 'pci'
}

function virtio(model: string | undefined, family: MachineFamily): PciKind | undefined {
  if (family.virtio !== 'pci') return undefined
  return model === 'virtio-transitional' ? 'pci' : express(family)
}

function card(model: string, family: MachineFamily): PciKind | undefined {
  if (notPciCards.test(model)) return undefined
  if (model.startsWith('virtio')) return virtio(model, family)
  return model === 'e1000e' || model === 'igb' ? express(family) : 'pci'
}

function hostdev(
  type: string | undefined,
  model: string | undefined,
  family: MachineFamily,
): PciKind | undefined {
  if (type === 'scsi_host') return virtio(model, family)
  if (type === 'pci') return express(family)
  return type === 'mdev' && model === 'vfio-pci' ? express(family) : undefined
}

function video(type: string, family: MachineFamily): PciKind | undefined {
  if (type === 'none' || type === 'ramfb') return undefined
  if (type === 'virtio') return virtio(undefined, family)
  return type === 'bochs' ? express(family) : 'pci'
}

function memoryKind({ model }: MemoryDeviceConfig, family: MachineFamily): PciKind | undefined {
  return model.startsWith('virtio') ? virtio(undefined, family) : undefined
}

function otherController(controller: ControllerConfig, family: MachineFamily): PciKind | undefined {
  const { type, model = '' } = controller
  if (isBuiltIn(controller, family) || model === 'ibmvscsi') return undefined
  if (type === 'virtio-serial' || model.startsWith('virtio')) return virtio(model, family)
  if (type === 'usb') return model.endsWith('-xhci') ? express(family) : 'pci'
  return type === 'scsi' || type === 'sata' ? 'pci' : undefined
}
