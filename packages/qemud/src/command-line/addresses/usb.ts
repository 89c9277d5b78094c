import type { ControllerConfig, DeviceInfo, DevicesConfig, HubConfig, UsbAddress } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { unsupported } from '../plan.js'

const hubPorts = 8

const controllerPorts: Readonly<Record<string, number>> = {
  'piix3-uhci': 2,
  'piix4-uhci': 2,
  'vt82c686b-uhci': 2,
  'pci-ohci': 3,
  ehci: 6,
  'ich9-ehci1': 6,
  'nec-xhci': 4,
  'qemu-xhci': 4,
}

/** The device lists that may have USB devices, in the order in which they get their ports. */
const usbDevices = {
  hubs: () => true,
  hostdevs: ({ type }: { readonly type?: string }) => type === 'usb',
  disks: ({ target }: { readonly target: { readonly bus?: string } }) => target.bus === 'usb',
  controllers: ({ type }: { readonly type: string }) => type === 'ccid',
  inputs: ({ bus }: { readonly bus?: string }) => bus === 'usb',
  sounds: ({ model }: { readonly model: string }) => model === 'usb',
  redirdevs: ({ bus }: { readonly bus?: string }) => bus === undefined || bus === 'usb',
  serials: ({ target }: { readonly target?: { readonly type?: string } }) => target?.type === 'usb-serial',
  interfaces: ({ model }: { readonly model?: { readonly type: string } }) => model?.type === 'usb-net',
} as const

type UsbList = keyof typeof usbDevices

/** Whether any device sits on a USB bus. */
export function usesUsb(devices: DevicesConfig): boolean {
  return Object.keys(usbDevices).some((list) => usbOf(devices, list as UsbList).length > 0)
}

/**
 * Every USB device with its port, and hubs where the controllers have too few.
 *
 * @throws XML_ERROR for a port that is not there or taken.
 */
export function withUsbAddresses(given: DevicesConfig): DevicesConfig {
  if (!usesUsb(given) || !given.controllers?.some(isMaster)) return given
  const devices = { ...given, hubs: withHubs(given) }
  const ports = new UsbPorts(devices)
  let result: DevicesConfig = devices
  for (const list of Object.keys(usbDevices) as UsbList[]) {
    const usb = new Set(usbOf(devices, list))
    const rows = devices[list] as readonly DeviceInfo[] | undefined
    const placed = rows?.map((row) =>
      usb.has(row) ? { ...row, address: ports.place(row, list === 'hubs') } : row,
    )
    result = { ...result, [list]: placed }
  }
  return result
}

function usbOf(devices: DevicesConfig, list: UsbList): readonly DeviceInfo[] {
  const rows = (devices[list] ?? []) as readonly DeviceInfo[]
  return rows.filter(usbDevices[list] as (device: DeviceInfo) => boolean)
}

/** As many hubs more as it takes: each uses one port and gives eight. */
function withHubs(devices: DevicesConfig): readonly HubConfig[] | undefined {
  const { hubs = [], controllers = [] } = devices
  const users = (Object.keys(usbDevices) as UsbList[])
    .filter((list) => list !== 'hubs')
    .reduce((sum, list) => sum + usbOf(devices, list).filter(({ address }) => !isPlaced(address)).length, 0)
  const fixed = (Object.keys(usbDevices) as UsbList[])
    .flatMap((list) => usbOf(devices, list))
    .filter(({ address }) => isPlaced(address)).length
  const ports = controllers.filter(isMaster).reduce((sum, row) => sum + portsOf(row), 0)
  const available = ports + hubs.length * hubPorts
  const missing = users + fixed + 1 + hubs.filter(({ address }) => !isPlaced(address)).length - available
  const added = Math.max(0, missing > 1 ? Math.ceil(missing / (hubPorts - 1)) : 0)
  const all = [...hubs, ...Array.from({ length: added }, (): HubConfig => ({ type: 'usb' }))]
  return all.length === 0 ? undefined : all
}

function isMaster({ type, model, master }: ControllerConfig): boolean {
  return type === 'usb' && model !== 'none' && !master && !model?.startsWith('ich9-uhci')
}

function portsOf({ model = '', ports }: ControllerConfig): number {
  return ports ?? controllerPorts[model] ?? 2
}

function isPlaced(address: DeviceInfo['address']): boolean {
  return address?.type === 'usb' && address.port !== undefined
}

/** The ports of every controller, by their path: `1.2`. */
class UsbPorts {
  readonly #free = new Map<number, Set<string>>()
  readonly #taken = new Set<string>()

  constructor(devices: DevicesConfig) {
    for (const row of devices.controllers ?? [])
      if (isMaster(row)) this.#free.set(row.index ?? 0, new Set(range(portsOf(row))))
    for (const hub of [...(devices.hubs ?? [])].sort(byDepth))
      if (isPlaced(hub.address)) this.#reserve(hub.address as UsbAddress, true)
    for (const list of Object.keys(usbDevices) as UsbList[])
      if (list !== 'hubs')
        for (const { address } of usbOf(devices, list))
          if (isPlaced(address)) this.#reserve(address as UsbAddress, false)
  }

  place({ address }: DeviceInfo, hub: boolean): DeviceInfo['address'] {
    if (address && (address.type !== 'usb' || isPlaced(address))) return address
    const found = this.#next(address?.bus)
    if (hub) this.#addPorts(found)
    return found
  }

  /** A device that becomes a hub brings ports along. */
  #addPorts({ bus = 0, port = '' }: UsbAddress): void {
    for (const number of range(hubPorts)) this.#free.get(bus)?.add(`${port}.${number}`)
  }

  #next(wanted: number | undefined): UsbAddress {
    for (const [bus, ports] of this.#free) {
      if (wanted !== undefined && bus !== wanted) continue
      const port = [...ports].find((name) => !this.#taken.has(`${bus} ${name}`))
      if (port === undefined) continue
      this.#taken.add(`${bus} ${port}`)
      return { type: 'usb', bus, port }
    }
    throw wanted === undefined
      ? unsupported('No free USB ports')
      : unsupported(`No USB bus ${wanted} with a free port`)
  }

  #reserve(address: UsbAddress, hub: boolean): void {
    const { bus = 0, port = '' } = address
    if (!this.#free.get(bus)?.has(port))
      throw wrong(`requested USB port ${port} not present on USB bus ${bus}`)
    if (this.#taken.has(`${bus} ${port}`)) throw wrong(`Duplicate USB address bus ${bus} port ${port}`)
    this.#taken.add(`${bus} ${port}`)
    if (hub) this.#addPorts(address)
  }
}

function byDepth({ address: one }: HubConfig, { address: other }: HubConfig): number {
  const depth = (address: DeviceInfo['address']): number =>
    address?.type === 'usb' ? (address.port ?? '').split('.').length : 0
  return depth(one) - depth(other)
}

function range(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1))
}

function wrong(detail: string): VirtError {
  return new VirtError('XML_ERROR', detail, { origin: 'DOMAIN' })
}
