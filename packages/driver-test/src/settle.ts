import type { DomainConfig, NetworkConfig } from '@virt/core/config'
import { refusal } from './refusal.js'
import { settleDevices } from './settle-devices.js'

/** A description with all that a driver chooses itself: uuids, architecture, what devices leave open; without id. */
export function settleDomain(config: DomainConfig): DomainConfig & { readonly uuid: string } {
  checkName(config.name)
  const { os } = config
  return {
    ...config,
    id: undefined,
    uuid: config.uuid ?? crypto.randomUUID(),
    genid: config.genid === true ? crypto.randomUUID() : config.genid,
    os: os.type.arch === undefined ? { ...os, type: { ...os.type, arch: 'i686' } } : os,
    devices: settleDevices(config),
  }
}

export function settleNetwork(config: NetworkConfig): NetworkConfig & { readonly uuid: string } {
  checkName(config.name)
  return { ...config, connections: undefined, uuid: config.uuid ?? crypto.randomUUID() }
}

function checkName(name: string): void {
  if (name.includes('/')) throw refusal('XML_ERROR', `name ${name} cannot contain '/'`)
  if (name.includes('\n')) throw refusal('XML_ERROR', 'invalid char in name: 0x0a')
}
