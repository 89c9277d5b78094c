import type { ControllerConfig } from '@virt/core/config'
import { hasProperty, hasType } from '../emulators/emulator.js'
import { addressProperties } from './address.js'
import { findController, isBuiltIn, usbBus } from './controller-names.js'
import { jsonOption } from './options.js'
import { model, unsupported, type Plan } from './plan.js'
import { virtioModel, virtioOptions } from './virtio.js'

/** Of the root bus of a PC: whether it takes devices while it runs, and the room for 64-bit devices. */
export function rootHotplugOptions({ config, family, emulator }: Plan): readonly string[] {
  const root = findController(config.devices, 'pci', 0)
  const hotplug = root?.target?.hotplug
  const hole = holeOptions(family.name, root?.pcihole64)
  if (hotplug === undefined) return hole
  if (family.name !== 'i440fx')
    throw unsupported(
      `setting the 'hotplug' property on a '${root?.model ?? ''}' device is not supported by this machine type`,
    )
  if (!hasProperty(emulator, 'PIIX4_PM', 'acpi-root-pci-hotplug'))
    throw unsupported(
      "setting the 'hotplug' property on a 'pci-root' device is not supported by this QEMU binary",
    )
  return [...hole, '-global', `PIIX4_PM.acpi-root-pci-hotplug=${hotplug ? 'on' : 'off'}`]
}

const hostBridges: Readonly<Record<string, string>> = { i440fx: 'i440FX-pcihost', q35: 'q35-pcihost' }

/** How much room 64-bit PCI devices have at least. */
function holeOptions(family: string, size: number | undefined): readonly string[] {
  if (size === undefined) return []
  const bridge = hostBridges[family]
  if (bridge === undefined) throw unsupported('Setting the 64-bit PCI hole size is not supported for machine')
  return ['-global', `${bridge}.pci-hole64-size=${size}K`]
}

/** Every controller that is not part of the machine; PCI bridges first, by index, because others sit on them. */
export function controllerOptions(plan: Plan): readonly string[] {
  const controllers = (plan.config.devices?.controllers ?? []).filter((row) => !isBuiltIn(row, plan.family))
  return [...controllers].sort(buildOrder).flatMap((controller) => {
    const build = kinds[controller.type]
    if (!build)
      throw unsupported(
        `controller type '${controller.type}' is not supported on machine '${plan.machine.name}'`,
      )
    return jsonOption('-device', {
      ...build(plan, controller),
      ...addressProperties(plan, controller.address),
    })
  })
}

function buildOrder(one: ControllerConfig, other: ControllerConfig): number {
  const rank = ({ type, master }: ControllerConfig): number =>
    type === 'pci' ? 0 : master ? 2 : type === 'ccid' ? 3 : 1
  return rank(one) - rank(other) || (one.index ?? 0) - (other.index ?? 0)
}

type Build = (plan: Plan, controller: ControllerConfig) => object

const kinds: Readonly<Record<string, Build>> = {
  pci: (plan, controller) => ({ ...pciBridge(plan, controller), id: controller.alias }),
  usb: (plan, controller) => ({
    driver: named(plan, usbModels, controller),
    ...usbIdentity(plan, controller),
    ...usbPorts(controller),
  }),
  sata: (plan, controller) => ({ driver: model(plan, 'ahci'), id: controller.alias }),
  fdc: (plan, controller) => ({ driver: model(plan, 'isa-fdc'), id: controller.alias }),
  scsi: scsi,
  ccid: (plan, controller) => ({ driver: model(plan, 'usb-ccid'), id: controller.alias, bus: usbBus(plan) }),
  'virtio-serial': (plan, controller) => ({
    driver: virtioModel(plan, 'virtio-serial', controller.model, controller.address),
    ...virtioOptions(controller.driver),
    id: controller.alias,
    max_ports: controller.ports,
    vectors: controller.vectors,
  }),
}

const usbModels: Readonly<Record<string, string>> = {
  'piix3-uhci': 'piix3-usb-uhci',
  'piix4-uhci': 'piix4-usb-uhci',
  ehci: 'usb-ehci',
  'ich9-ehci1': 'ich9-usb-ehci1',
  'ich9-uhci1': 'ich9-usb-uhci1',
  'ich9-uhci2': 'ich9-usb-uhci2',
  'ich9-uhci3': 'ich9-usb-uhci3',
  'vt82c686b-uhci': 'vt82c686b-usb-uhci',
  'pci-ohci': 'pci-ohci',
  'nec-xhci': 'nec-usb-xhci',
  'qemu-xhci': 'qemu-xhci',
}

const scsiModels: Readonly<Record<string, string>> = {
  lsilogic: 'lsi',
  lsisas1068: 'mptsas1068',
  lsisas1078: 'megasas',
  vmpvscsi: 'pvscsi',
  am53c974: 'am53c974',
  dc390: 'dc390',
  ibmvscsi: 'spapr-vscsi',
}

const pciModels: Readonly<Record<string, string>> = {
  'pci-bridge': 'pci-bridge',
  'pci-expander-bus': 'pxb',
  'pcie-expander-bus': 'pxb-pcie',
  'dmi-to-pci-bridge': 'i82801b11-bridge',
  'pcie-to-pci-bridge': 'pcie-pci-bridge',
  'pcie-root-port': 'pcie-root-port',
  'pcie-switch-upstream-port': 'x3130-upstream',
  'pcie-switch-downstream-port': 'xio3130-downstream',
}

function named(plan: Plan, models: Readonly<Record<string, string>>, controller: ControllerConfig): string {
  const usual = models[controller.model ?? '']
  const older = usual === 'pcie-root-port' && !hasType(plan.emulator, usual)
  const name = older ? 'ioh3420' : usual
  if (name === undefined)
    throw unsupported(
      `${controller.type} controller model '${controller.model ?? 'default'}' is not supported`,
    )
  return model(plan, name)
}

/** The device model that a PCI controller names itself, or the usual one; of two names for one device QEMU knows the first. */
function pciBridge(plan: Plan, controller: ControllerConfig): object {
  checkNode(plan, controller)
  if (controller.model === 'pci-root') return hostBridge(plan, controller)
  const { model: kind, index = 0, target, pciModel, address } = controller
  const driver = pciModel ? model(plan, pciModel.name) : named(plan, pciModels, controller)
  const { slot = 0, function: fn = 0 } = address?.type === 'pci' ? address : {}
  const place = kind === 'pcie-switch-downstream-port' ? slot : (slot << 3) | fn
  const port = { port: target?.port ?? place, chassis: target?.chassis ?? index, hotplug: target?.hotplug }
  if (kind?.endsWith('expander-bus')) return { driver, ...expander(plan, controller) }
  if (kind === 'pci-bridge') return { driver, chassis_nr: target?.chassisNr ?? index }
  return kind === 'pcie-root-port' || kind === 'pcie-switch-downstream-port'
    ? { driver, ...port }
    : { driver }
}

function checkNode({ config }: Plan, { model: kind = '', index = 0, target }: ControllerConfig): void {
  const cells = config.cpu?.numa?.cells?.length ?? 0
  if (target?.node === undefined || target.node < cells) return
  throw unsupported(
    `${kind} with index ${index} is configured for a NUMA node (${target.node}) not present in the domain's <cpu><numa> array (${cells})`,
  )
}

/** A further root of a pSeries machine. */
function hostBridge(plan: Plan, { index, target }: ControllerConfig): object {
  if (plan.family.name !== 'pseries') throw unsupported('pci-root controllers should have index 0')
  const number = target?.index ?? index ?? 0
  if (number < 1)
    throw unsupported('Only the PCI controller with index 0 can have target index 0, and vice versa')
  if (number > 30) throw unsupported(`PCI controller target index '${number}' out of range - must be 0-30`)
  const driver = model(plan, 'spapr-pci-host-bridge')
  return { driver, index: number, numa_node: target?.node }
}

/** Bus numbers of expander buses count down from the last, with room for what is behind each. */
function expander(plan: Plan, { index = 0, target }: ControllerConfig): object {
  const expanders = (plan.config.devices?.controllers ?? [])
    .filter(({ type, model: kind }) => type === 'pci' && kind?.endsWith('expander-bus'))
    .map((row) => row.index ?? 0)
  return { bus_nr: target?.busNr ?? 254 - 2 * expanders.indexOf(index), numa_node: target?.node }
}

function usbIdentity(plan: Plan, { master, alias, index }: ControllerConfig): object {
  return master ? { masterbus: usbBus(plan, index), firstport: master.startport } : { id: alias }
}

function usbPorts({ model: kind, ports }: ControllerConfig): object {
  return kind?.endsWith('xhci') ? { p2: ports, p3: ports } : {}
}

function scsi(plan: Plan, controller: ControllerConfig): object {
  const { model: kind = '', driver, alias } = controller
  if (!kind.startsWith('virtio')) return { driver: named(plan, scsiModels, controller), id: alias }
  return {
    driver: virtioModel(plan, 'virtio-scsi', kind.replace('-scsi', ''), controller.address),
    ...virtioOptions(driver),
    id: alias,
    iothread: driver?.iothread === undefined ? undefined : `iothread${driver.iothread}`,
    ioeventfd: driver?.ioeventfd,
    num_queues: driver?.queues,
    cmd_per_lun: driver?.cmdPerLun,
    max_sectors: driver?.maxSectors,
  }
}
