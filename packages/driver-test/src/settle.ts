import { randomUUID } from 'node:crypto'
import type { DomainConfig, InterfaceConfig, NetworkConfig } from '@virt/core/config'
import { refusal } from './refuse.js'

/** A description with all that this driver chooses itself: uuid, architecture, names of network interfaces; without an id. */
export function settleDomain(config: DomainConfig): DomainConfig & { readonly uuid: string } {
  checkName(config.name)
  const { os } = config
  return {
    ...nameInterfaces(config),
    id: undefined,
    uuid: config.uuid ?? randomUUID(),
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

/** Every network interface gets a name on the host: `testnet0` and so on. */
export function nameInterfaces(config: DomainConfig): DomainConfig {
  const { devices } = config
  if (!devices?.interfaces) return config
  const taken = new Set(devices.interfaces.map(({ target }) => target?.dev))
  return {
    ...config,
    devices: { ...devices, interfaces: devices.interfaces.map((each) => named(each, taken)) },
  }
}

function named(card: InterfaceConfig, taken: Set<string | undefined>): InterfaceConfig {
  if (card.target?.dev !== undefined) return card
  const dev = freeName(taken)
  taken.add(dev)
  return { ...card, target: { ...card.target, dev } }
}

function freeName(taken: ReadonlySet<string | undefined>): string {
  let number = 0
  while (taken.has(`testnet${number}`)) number += 1
  return `testnet${number}`
}
