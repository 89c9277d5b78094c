import type { InterfaceConfig, InterfaceSource } from '@virt/core/config'
import { addressProperties } from './address.js'
import type { QmpRequest } from '../qmp/commands.js'
import type { BootOrders } from './boot.js'
import { jsonOption, keyValues, type Properties } from './options.js'
import { model, unsupported, type Plan } from './plan.js'
import { virtioModel, virtioOptions } from './virtio.js'

/** Every network card: its backend on the host, and the device. */
export function interfaceOptions(plan: Plan, orders: BootOrders): readonly string[] {
  return (plan.config.devices?.interfaces ?? []).flatMap((nic) => {
    const { alias = '' } = nic
    const id = `host${alias}`
    return ['-netdev', backend(nic, id), ...jsonOption('-device', device(plan, nic, id, orders.get(alias)))]
  })
}

/** Cables that are out. */
export function linkSetup({ config }: Plan): readonly QmpRequest[] {
  const down = (config.devices?.interfaces ?? []).filter(({ link }) => link?.state === 'down')
  return down.map(({ alias }) => ({ execute: 'set_link', arguments: { name: alias, up: false } }))
}

function device(plan: Plan, nic: InterfaceConfig, netdev: string, order: number | undefined): object {
  return {
    ...cardModel(plan, nic),
    netdev,
    id: nic.alias,
    mac: nic.mac?.address,
    ...addressProperties(plan, nic.address),
    bootindex: order,
    ...rom(nic),
  }
}

const virtioName = /^virtio(-transitional|-non-transitional)?$/

function cardModel(plan: Plan, { model: card, driver, mtu }: InterfaceConfig): object {
  const name = card?.type ?? plan.family.nicModel
  if (!virtioName.test(name)) {
    if (mtu) throw unsupported(`setting MTU on interface type ${name} is not supported`)
    return { driver: model(plan, name) }
  }
  return {
    driver: virtioModel(plan, 'virtio-net', name),
    ...virtioOptions(driver),
    ioeventfd: driver?.ioeventfd,
    event_idx: driver?.eventIdx,
    host_mtu: mtu?.size,
  }
}

function rom({ rom: image }: InterfaceConfig): object {
  if (!image) return {}
  if (image.enabled === false) return { romfile: '' }
  return { rombar: image.bar === undefined ? undefined : Number(image.bar), romfile: image.file }
}

function backend(nic: InterfaceConfig, id: string): string {
  if (nic.type === 'user') return keyValues('user', { ...userAddresses(nic), id })
  const { source } = nic
  const remote = endpoint(source?.address, source?.port)
  const build = sockets[nic.type]
  if (!build || source?.port === undefined) throw unsupported(`interface type '${nic.type}' needs a port`)
  return keyValues('socket', { ...build(remote, source), id })
}

const sockets: Readonly<Record<string, (remote: string, source: InterfaceSource) => Properties>> = {
  client: (connect) => ({ connect }),
  server: (listen) => ({ listen }),
  mcast: (mcast, { local }) => ({ mcast, localaddr: local?.address }),
  udp: (udp, { local }) => ({ udp, localaddr: endpoint(local?.address, local?.port) }),
}

function endpoint(address: string = '', port: number = 0): string {
  return `${address}:${port}`
}

function userAddresses({ ips = [] }: InterfaceConfig): Properties {
  const six = ips.find(({ family, address }) => family === 'ipv6' || address.includes(':'))
  const four = ips.find((ip) => ip !== six)
  return {
    net: four && `${four.address}${four.prefix === undefined ? '' : `/${four.prefix}`}`,
    'ipv6-prefix': six?.address,
    'ipv6-prefixlen': six?.prefix,
  }
}
