import type { ControllerConfig, ControllerType, DevicesConfig } from '@virt/core/config'
import { driveAddress } from './addresses/drive-address.js'
import { usesUsb } from './addresses/usb.js'
import { readersOf } from './devices/smartcards.js'
import type { MachineFamily } from './machine-family.js'

/** The controllers of a definition with those that its devices, or its machine, imply; each with index and model. */
export function completeControllers(
  devices: DevicesConfig,
  family: MachineFamily,
): readonly ControllerConfig[] {
  const numbered = number(devices.controllers ?? []).map((controller) => withModel(controller, family))
  const missing = needed(devices, family).filter(
    (need) => !numbered.some(({ type, index }) => type === need.type && index === need.index),
  )
  const unique = new Map(missing.map((need) => [`${need.type} ${need.index ?? 0}`, need]))
  return [...numbered, ...[...unique.values()].map((controller) => withModel(controller, family))]
}

/** Those without an index get the lowest that is free among their type. */
function number(controllers: readonly ControllerConfig[]): readonly ControllerConfig[] {
  const taken = new Set(controllers.map(({ type, index }) => `${type} ${index ?? ''}`))
  const free = (type: ControllerType): number => {
    let index = 0
    while (taken.has(`${type} ${index}`)) index++
    taken.add(`${type} ${index}`)
    return index
  }
  return controllers.map((controller) => ({
    ...controller,
    index: controller.index ?? free(controller.type),
  }))
}

const scsiModels = { i440fx: 'lsilogic', q35: 'lsilogic', pseries: 'ibmvscsi' } as Readonly<
  Record<string, string>
>

/** The first of the ports that a companion shares with its USB 2 controller. */
const companionPorts: Readonly<Record<string, number>> = {
  'ich9-uhci1': 0,
  'ich9-uhci2': 2,
  'ich9-uhci3': 4,
}

function withModel(controller: ControllerConfig, family: MachineFamily): ControllerConfig {
  const { type, model = '' } = controller
  const startport = companionPorts[model]
  if (startport !== undefined) return { ...controller, master: controller.master ?? { startport } }
  if (model !== '' && model !== 'default' && model !== 'auto') return controller
  if (type === 'usb') return { ...controller, model: family.usbModel }
  if (type === 'scsi') return { ...controller, model: scsiModels[family.name] ?? 'virtio-scsi' }
  if (type === 'pci' && controller.index === 0 && family.pci)
    return { ...controller, model: family.pci.bus === 'pcie.0' ? 'pcie-root' : 'pci-root' }
  return controller
}

function needed(devices: DevicesConfig, family: MachineFamily): readonly ControllerConfig[] {
  const drives = (devices.disks ?? []).flatMap((disk) => {
    const address = driveAddress(disk)
    return address ? [{ type: disk.target.bus as ControllerType, index: address.controller }] : []
  })
  const given = (devices.controllers ?? []).filter(({ type }) => type === 'virtio-serial')
  const lines = [...(devices.consoles ?? []), ...(devices.channels ?? [])]
  return [
    ...(family.pci ? [{ type: 'pci', index: 0 } as const] : []),
    ...(family.name === 'q35' ? [{ type: 'sata', index: 0 } as const] : []),
    ...drives,
    ...neededUsb(devices, family),
    ...lines.flatMap(({ target, address }) => {
      if (target?.type !== 'virtio') return []
      const index = address?.type === 'virtio-serial' ? address.controller : given[0]?.index
      return [{ type: 'virtio-serial', index: index ?? 0 } as const]
    }),
    ...scsiReaders(devices),
    ...readersOf(devices),
  ]
}

function scsiReaders({ hostdevs = [] }: DevicesConfig): readonly ControllerConfig[] {
  return hostdevs
    .filter(({ type }) => type === 'scsi')
    .map(({ address }) => ({
      type: 'scsi',
      index: (address?.type === 'drive' ? address.controller : undefined) ?? 0,
    }))
}

function neededUsb(devices: DevicesConfig, family: MachineFamily): readonly ControllerConfig[] {
  const model =
    family.impliedUsb ?? (usesUsb(devices) || devices.smartcards?.length ? family.usbModel : undefined)
  return model === undefined ? [] : [{ type: 'usb', index: 0, model }]
}
