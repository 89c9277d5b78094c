import type { InterfaceConfig } from '@virt/core/config'
import type { QmpRequest } from '../../qmp/commands.js'
import type { BootOrders } from '../boot.js'
import { vfioPci } from '../devices/hostdevs.js'
import { jsonOption } from '../options.js'
import { unsupported, type Plan } from '../plan.js'
import { backendOptions } from './backends.js'
import { card } from './card.js'

/** Every network card: its backend on the host, and the device. */
export function interfaceOptions(plan: Plan, orders: BootOrders): readonly string[] {
  return (plan.config.devices?.interfaces ?? []).flatMap((nic) => {
    const order = orders.get(nic.alias ?? '')
    if (nic.type === 'hostdev') return jsonOption('-device', passedThrough(plan, nic, order))
    const id = `host${nic.alias}`
    return [...backendOptions(plan, nic, id), ...jsonOption('-device', card(plan, nic, id, order))]
  })
}

/** Cables that are out. */
export function linkSetup({ config }: Plan): readonly QmpRequest[] {
  const down = (config.devices?.interfaces ?? []).filter(({ link }) => link?.state === 'down')
  return down.map(({ alias }) => ({ execute: 'set_link', arguments: { name: alias, up: false } }))
}

/** The models of network card that are no PCI devices. */
export const notPciCards: RegExp = /^(ne2k_isa|usb-net|spapr-vlan|lan9118|smc91c111)$/

/** A card of the host's own. */
function passedThrough(plan: Plan, nic: InterfaceConfig, order: number | undefined): object {
  const { alias, source, address, rom, driver } = nic
  if ((driver?.name ?? 'vfio') !== 'vfio')
    throw unsupported(`host doesn't support passthrough of host PCI devices with driver '${driver?.name}'`)
  const hostdev = { alias, address, rom, source: { address: source?.device } }
  return { ...vfioPci(plan, hostdev, order), failover_pair_id: nic.teaming?.persistent }
}
