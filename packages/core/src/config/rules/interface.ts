import { unsupported, xmlError } from '../codec/errors.js'
import type { InterfaceConfig, InterfaceType } from '../devices/interface.js'
import type { InterfaceSource } from '../devices/interface-parts.js'

const needed: Readonly<Partial<Record<InterfaceType, readonly (keyof InterfaceSource)[]>>> = {
  network: ['network'],
  direct: ['dev'],
  internal: ['name'],
  server: ['port'],
  client: ['address', 'port'],
  mcast: ['address', 'port'],
  udp: ['address', 'port'],
  vdpa: ['dev'],
  vhostuser: ['type', 'path'],
}

/** What libvirt checks of one network card by itself (`virDomainNetDefParseXML`). */
export function completeInterface(card: InterfaceConfig): InterfaceConfig {
  const { mac, driver } = card
  checkSource(card, needed[card.type])
  if (mac !== undefined && (parseInt(mac.address.slice(0, 2), 16) & 1) === 1)
    throw xmlError(`expected unicast mac address, found multicast '${mac.address}'`, 'DOMAIN')
  for (const [name, queue] of Object.entries({ rx: driver?.rxQueueSize, tx: driver?.txQueueSize }))
    if (queue !== undefined && (queue & (queue - 1)) !== 0)
      throw unsupported(`${name}_queue_size has to be a power of two`)
  return card
}

/** Xen has a bridge of its own for a card that names none; no other hypervisor has. */
export function checkBridge(card: InterfaceConfig): void {
  if (card.type === 'bridge') checkSource(card, ['bridge'])
}

function checkSource({ type, source }: InterfaceConfig, keys: readonly (keyof InterfaceSource)[] = []): void {
  for (const key of keys)
    if (source?.[key] === undefined)
      throw xmlError(`No <source> '${key}' attribute specified with <interface type='${type}'/>`, 'DOMAIN')
}
