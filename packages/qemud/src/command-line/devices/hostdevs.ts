import type { HostdevConfig } from '@virt/core/config'
import { addressProperties, usbPlace } from '../address.js'
import type { BootOrders } from '../boot.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'
import { romProperties } from '../rom.js'
import { virtioModel } from '../virtio.js'
import { scsiHostdev } from './scsi-hostdev.js'

/** Devices of the host that are the guest's while it runs. */
export function hostdevOptions(plan: Plan, orders: BootOrders): readonly string[] {
  const { hostdevs = [] } = plan.config.devices ?? {}
  if (hostdevs.filter(({ ramfb }) => ramfb).length > 1)
    throw unsupported("Only one vgpu device can have 'ramfb' enabled")
  const attached = hostdevs.filter(({ address }) => address?.type !== 'unassigned')
  return attached.flatMap((hostdev) => {
    const build = builds[hostdev.type]
    if (hostdev.mode !== 'subsystem' || !build)
      throw unsupported(`hostdev of mode '${hostdev.mode}' and type '${hostdev.type}' is not supported`)
    return build(plan, hostdev, orders.get(hostdev.alias ?? ''))
  })
}

/** A PCI device of the host, as VFIO gives it to the guest. */
export function vfioPci(
  plan: Plan,
  { alias, source, address, rom }: Pick<HostdevConfig, 'alias' | 'source' | 'address' | 'rom'>,
  bootindex: number | undefined,
): object {
  return {
    driver: model(plan, 'vfio-pci'),
    host: pciName(source.address ?? {}),
    id: alias,
    bootindex,
    ...addressProperties(plan, address),
    ...romProperties(rom),
  }
}

/** `0000:06:12.5` */
export function pciName({
  domain = 0,
  bus = 0,
  slot = 0,
  function: fn = 0,
}: NonNullable<HostdevConfig['source']['address']>): string {
  return `${hex(domain, 4)}:${hex(bus, 2)}:${hex(slot, 2)}.${fn}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

type Build = (plan: Plan, hostdev: HostdevConfig, bootindex: number | undefined) => readonly string[]

const builds: Partial<Record<HostdevConfig['type'], Build>> = {
  pci: (plan, hostdev, bootindex) => {
    const { driver, teaming } = hostdev
    if ((driver?.name ?? 'vfio') !== 'vfio')
      throw unsupported(`host doesn't support passthrough of host PCI devices with driver '${driver?.name}'`)
    const device = { ...vfioPci(plan, hostdev, bootindex), failover_pair_id: teaming?.persistent }
    return jsonOption('-device', device)
  },
  usb: (plan, hostdev, bootindex) =>
    jsonOption('-device', {
      driver: model(plan, 'usb-host'),
      ...usbIdentity(hostdev),
      id: hostdev.alias,
      bootindex,
      ...guestReset(hostdev),
      ...usbPlace(plan, hostdev.address),
    }),
  scsi: scsiHostdev,
  scsi_host: (plan, { source, model: variant, alias, address }) =>
    jsonOption('-device', {
      driver: virtioModel(plan, 'vhost-scsi', variant, address),
      wwpn: source.wwpn,
      id: alias,
      ...addressProperties(plan, address),
    }),
  mdev: (plan, hostdev, bootindex) => {
    const { source, alias, address, display, ramfb, model: kind = 'vfio-pci' } = hostdev
    return jsonOption('-device', {
      driver: model(plan, ramfb && kind === 'vfio-pci' ? 'vfio-pci-nohotplug' : kind),
      id: alias,
      sysfsdev: `/sys/bus/mdev/devices/${source.address?.uuid ?? ''}`,
      display: display === undefined ? undefined : display ? 'on' : 'off',
      ramfb,
      bootindex,
      ...addressProperties(plan, address),
    })
  },
}

function usbIdentity({ source }: HostdevConfig): object {
  const { vendor, product, address } = source
  if (address?.bus !== undefined && address.device !== undefined)
    return { hostbus: address.bus, hostaddr: address.device }
  if (address?.bus !== undefined && address.port !== undefined)
    return { hostbus: address.bus, hostport: address.port }
  return { vendorid: vendor?.id, productid: product?.id }
}

const resets = {
  off: { 'guest-reset': false },
  uninitialized: { 'guest-reset': true, 'guest-resets-all': false },
  always: { 'guest-reset': true, 'guest-resets-all': true },
} as const

function guestReset({ source: { guestReset: how } }: HostdevConfig): object {
  return how === undefined ? {} : resets[how]
}
