import { randomBytes, randomUUID } from 'node:crypto'
import type { DomainConfig, InterfaceConfig, NetworkConfig } from '@virt/core/config'
import { refusal } from './refusal.js'

/** A description with all that a driver chooses itself: uuids, architecture, addresses and names of interfaces; without id. */
export function settleDomain(config: DomainConfig): DomainConfig & { readonly uuid: string } {
  checkName(config.name)
  const { os } = config
  return {
    ...settleInterfaces(config),
    id: undefined,
    uuid: config.uuid ?? randomUUID(),
    genid: config.genid === true ? randomUUID() : config.genid,
    os: os.type.arch === undefined ? { ...os, type: { ...os.type, arch: 'i686' } } : os,
  }
}

export function settleNetwork(config: NetworkConfig): NetworkConfig & { readonly uuid: string } {
  checkName(config.name)
  return { ...config, connections: undefined, uuid: config.uuid ?? randomUUID() }
}

function checkName(name: string): void {
  if (name.includes('/')) throw refusal('XML_ERROR', `name ${name} cannot contain '/'`)
  if (name.includes('\n')) throw refusal('XML_ERROR', `invalid char in name: 0x0a`)
}

/** Every network interface gets a MAC address, and a name on the host: `testnet0` and so on. */
export function settleInterfaces(config: DomainConfig): DomainConfig {
  const { devices } = config
  if (!devices?.interfaces) return config
  const taken = new Set(devices.interfaces.map(({ target }) => target?.dev))
  const interfaces = devices.interfaces.map((card) => settleInterface(card, taken))
  return { ...config, devices: { ...devices, interfaces } }
}

function settleInterface(card: InterfaceConfig, taken: Set<string | undefined>): InterfaceConfig {
  const dev = card.target?.dev ?? freeName(taken)
  taken.add(dev)
  return { ...card, mac: card.mac ?? { address: randomMac() }, target: { ...card.target, dev } }
}

/** In libvirt's own range. */
function randomMac(): string {
  return ['52', '54', '00', ...Array.from(randomBytes(3), (byte) => byte.toString(16).padStart(2, '0'))].join(
    ':',
  )
}

function freeName(taken: ReadonlySet<string | undefined>): string {
  let number = 0
  while (taken.has(`testnet${number}`)) number += 1
  return `testnet${number}`
}
