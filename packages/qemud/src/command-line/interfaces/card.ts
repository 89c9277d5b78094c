import type { InterfaceConfig, InterfaceDriver } from '@virt/core/config'
import { addressProperties, usbPlace } from '../address.js'
import { model, unsupported, type Plan } from '../plan.js'
import { romProperties } from '../rom.js'
import { virtioModel, virtioOptions } from '../virtio.js'
import { isVirtio, queuesOf } from './queues.js'
import { tapTypes } from './taps.js'

/** The card that the guest sees. */
export function card(plan: Plan, nic: InterfaceConfig, netdev: string, order: number | undefined): object {
  return {
    ...cardModel(plan, nic),
    netdev,
    id: nic.alias,
    mac: nic.mac?.address,
    ...(nic.model?.type === 'usb-net' ? usbPlace : addressProperties)(plan, nic.address),
    bootindex: order,
    ...romProperties(nic.rom),
    'acpi-index': nic.acpi?.index,
  }
}

function cardModel(plan: Plan, nic: InterfaceConfig): object {
  const name = nic.model?.type ?? plan.family.nicModel
  if (isVirtio(nic))
    return {
      driver: virtioModel(plan, 'virtio-net', name, nic.address),
      ...virtioOptions(nic.driver),
      ...tunables(nic),
      host_mtu: nic.mtu?.size,
      failover: nic.teaming?.type === 'persistent' ? true : undefined,
    }
  if (nic.mtu && !tapTypes.has(nic.type))
    throw unsupported(`setting MTU on interface type ${nic.type} is not supported yet`)
  if (nic.teaming?.type === 'persistent') throw unsupported("'persistent' teaming requires a virtio card")
  return { driver: model(plan, name) }
}

const transmitters = { iothread: 'bh', timer: 'timer' } as const

function tunables(nic: InterfaceConfig): object {
  const { driver } = nic
  const queues = queuesOf(nic)
  return {
    tx: driver?.txmode && transmitters[driver.txmode],
    ioeventfd: driver?.ioeventfd,
    event_idx: driver?.eventIdx,
    ...offloads(driver),
    mq: queues > 1 ? true : undefined,
    vectors: queues > 1 ? 2 * queues + 2 : undefined,
    rss: driver?.rss,
    hash: driver?.rssHashReport,
    rx_queue_size: driver?.rxQueueSize,
    tx_queue_size: driver?.txQueueSize,
  }
}

function offloads(driver: InterfaceDriver | undefined): object {
  const { host, guest } = driver ?? {}
  return {
    csum: host?.csum,
    gso: host?.gso,
    host_tso4: host?.tso4,
    host_tso6: host?.tso6,
    host_ecn: host?.ecn,
    host_ufo: host?.ufo,
    mrg_rxbuf: host?.mrgRxbuf,
    guest_csum: guest?.csum,
    guest_tso4: guest?.tso4,
    guest_tso6: guest?.tso6,
    guest_ecn: guest?.ecn,
    guest_ufo: guest?.ufo,
  }
}
