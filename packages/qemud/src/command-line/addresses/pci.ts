import type {
  ControllerConfig,
  DeviceAddress,
  DeviceInfo,
  DevicesConfig,
  PciAddress,
} from '@virt/core/config'
import { zpciOf } from './zpci.js'
import type { MachineFamily } from '../machine-family.js'
import { needsPlace } from './needs-place.js'
import type { PciKind } from './pci-bus.js'
import { chipsetOf, companionFunction, withChipsetPlaces } from './pci-chipset.js'
import { bridgeKind, pciKind, pciLists, type PciList } from './pci-kinds.js'
import { withMultifunction } from './pci-multifunction.js'
import { PciTopology } from './pci-topology.js'

/**
 * Every PCI device with its place: its own if it has one, else the one that libvirt would choose, with the bridges and
 * root ports that this takes.
 *
 * @throws XML_ERROR for an address that cannot be, CONFIG_UNSUPPORTED when no bus can be added any more.
 */
export function withPciAddresses(devices: DevicesConfig, family: MachineFamily): DevicesConfig {
  if (!family.pci) return devices
  const [, needed] = place(devices, family, spareFor(devices, family))
  let current = withControllers(devices, needed)
  for (;;) {
    const [placed, added] = place(current, family)
    if (added.length === 0) return withMultifunction(placed)
    current = withControllers(current, added)
  }
}

type Pass = readonly [devices: DevicesConfig, added: readonly ControllerConfig[]]

/** What to keep free for later: a slot for one more bridge, or one root port if libvirt chooses all of them. */
type Spare = 'slot' | 'port' | undefined

function spareFor({ controllers = [] }: DevicesConfig, { name, pci }: MachineFamily): Spare {
  if (pci?.bus !== 'pcie.0') return name === 'i440fx' ? 'slot' : undefined
  return controllers.some((controller) => bridgeKind(controller)) ? undefined : 'port'
}

function place(devices: DevicesConfig, family: MachineFamily, spare?: Spare): Pass {
  const root = family.pci?.bus === 'pcie.0' ? 'pcie-root' : 'pci-root'
  const topology = new PciTopology(root, devices.controllers ?? [], {
    severalRoots: family.name === 'pseries',
    ...family.pci,
  })
  const chipset = chipsetOf(family)
  const slots = chipset?.slots ?? []
  forEachPci(devices, family, (device, kind) => {
    const { address } = device
    if (address?.type !== 'pci' || needsPlace(address)) return
    if ((address.bus ?? 0) === 0 && slots.includes(address.slot ?? 0)) return
    topology.reserve(address, kind)
  })
  for (const slot of slots) topology.occupy(slot, [0, 1, 2, 3])
  if (spare === 'slot' && !topology.full) topology.take('pci')
  const traditional = chipset ? withChipsetPlaces(devices, chipset, topology) : devices
  const placed = withTaken(traditional, family, topology)
  if (spare === 'port' && topology.added.length > 0) topology.take('pcie')
  return [placed, topology.added]
}

function withTaken(devices: DevicesConfig, family: MachineFamily, topology: PciTopology): DevicesConfig {
  const bridges = [...(devices.controllers ?? [])]
    .filter((row) => bridgeKind(row) && needsPlace(row.address))
    .sort((one, other) => (one.index ?? 0) - (other.index ?? 0))
  const places = new Map(bridges.map((row) => [row, topology.take(bridgeKind(row) as PciKind)]))
  let result: DevicesConfig = {
    ...devices,
    controllers: devices.controllers?.map((row) => located(row, places.get(row))),
  }
  for (const list of pciLists)
    result = {
      ...result,
      [list]:
        list === 'controllers' ? usbAware(result, family, topology) : taken(result, list, family, topology),
    }
  return result
}

function taken(devices: DevicesConfig, list: PciList, family: MachineFamily, topology: PciTopology): unknown {
  const value = devices[list]
  const one = (device: DeviceInfo): DeviceInfo => {
    const kind = pciKind(list, device, family)
    if (!kind || !needsPlace(device.address)) return device
    const zpci = zpciOf(device.address)
    return { ...device, address: { ...topology.take(kind), ...(zpci && { zpci }) } }
  }
  if (value === undefined) return undefined
  return Array.isArray(value) ? (value as DeviceInfo[]).map(one) : one(value as DeviceInfo)
}

/** Controllers apart from bridges. The companions of a USB 2 controller share its slot. */
function usbAware(
  { controllers = [] }: DevicesConfig,
  family: MachineFamily,
  topology: PciTopology,
): readonly ControllerConfig[] {
  const slots = new Map<number, PciAddress>()
  for (const row of controllers)
    if (companionFunction(row) !== undefined && row.address?.type === 'pci' && !needsPlace(row.address))
      slots.set(row.index ?? 0, row.address)
  const places = new Map<ControllerConfig, PciAddress>()
  for (const row of inLibvirtsOrder(controllers)) {
    const kind = pciKind('controllers', row, family)
    if (!kind || !needsPlace(row.address)) continue
    const fn = companionFunction(row)
    const shared = fn === undefined ? undefined : slots.get(row.index ?? 0)
    const address = shared ?? topology.take(kind)
    if (fn !== undefined) slots.set(row.index ?? 0, address)
    places.set(row, fn === undefined ? address : { ...address, function: fn, multifunction: undefined })
  }
  return controllers.map((row) => located(row, places.get(row)))
}

/** By type as they appear, each type by index. */
function inLibvirtsOrder(controllers: readonly ControllerConfig[]): readonly ControllerConfig[] {
  const types = [...new Set(controllers.map(({ type }) => type))]
  return types.flatMap((type) =>
    controllers
      .filter((row) => row.type === type)
      .sort((one, other) => (one.index ?? 0) - (other.index ?? 0)),
  )
}

function located(row: ControllerConfig, address: DeviceAddress | undefined): ControllerConfig {
  return address ? { ...row, address } : row
}

function withControllers(devices: DevicesConfig, added: readonly ControllerConfig[]): DevicesConfig {
  return added.length === 0
    ? devices
    : { ...devices, controllers: [...(devices.controllers ?? []), ...added] }
}

function forEachPci(
  devices: DevicesConfig,
  family: MachineFamily,
  visit: (device: DeviceInfo, kind: PciKind) => void,
): void {
  for (const row of devices.controllers ?? []) {
    const kind = bridgeKind(row)
    if (kind) visit(row, kind)
  }
  for (const list of pciLists) visitList(devices, list, family, visit)
}

function visitList(
  devices: DevicesConfig,
  list: PciList,
  family: MachineFamily,
  visit: (device: DeviceInfo, kind: PciKind) => void,
): void {
  const value = devices[list]
  if (value === undefined) return
  for (const device of (Array.isArray(value) ? value : [value]) as DeviceInfo[]) {
    const kind = pciKind(list, device, family)
    if (kind) visit(device, kind)
  }
}
