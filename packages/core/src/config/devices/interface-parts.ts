import type { Codec } from '../codec/codec.js'
import { element, type Fields } from '../codec/element.js'
import { attribute, child, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { mac, onOff, oneOf, port, text, uint, uuid, word, yesNo } from '../codec/values.js'
import { ipAddressCodec, ipRouteCodec, type IpAddress, type IpRoute } from '../network/common.js'
import type { Other } from '../units.js'
import { pciAddressCodec, type PciAddress } from './address.js'
import { virtioOptions, type VirtioOptions } from './common.js'
import { reconnectCodec, type ReconnectConfig } from './source-parts.js'

export interface MacAddress extends Unknowns {
  /** Lower case, with colons. */
  readonly address: string
  readonly type?: 'generated' | 'static'
  readonly check?: boolean
}

export interface InterfaceSource extends Unknowns {
  readonly network?: string
  readonly portgroup?: string
  readonly portid?: string
  readonly bridge?: string
  readonly dev?: string
  readonly mode?: 'vepa' | 'private' | 'bridge' | 'passthrough' | Other
  readonly name?: string
  readonly address?: string
  readonly port?: number
  readonly type?: string
  readonly path?: string
  readonly switchid?: string
  readonly portgroupid?: string
  readonly connectionid?: string
  readonly local?: { readonly address?: string; readonly port?: number } & Unknowns
  readonly reconnect?: ReconnectConfig
  /** `hostdev`: the PCI device. */
  readonly device?: PciAddress
  /** The host's side of a veth pair. */
  readonly ips?: readonly IpAddress[]
  readonly routes?: readonly IpRoute[]
}

export interface InterfaceTarget extends Unknowns {
  readonly dev?: string
  readonly managed?: boolean
}

export interface InterfaceDriver extends VirtioOptions, Unknowns {
  readonly name?: 'vhost' | 'qemu' | 'vfio' | 'kvm' | 'xen' | Other
  readonly txmode?: 'iothread' | 'timer'
  readonly ioeventfd?: boolean
  readonly eventIdx?: boolean
  readonly queues?: number
  readonly rxQueueSize?: number
  readonly txQueueSize?: number
  readonly rss?: boolean
  readonly rssHashReport?: boolean
  readonly host?: Offloads & { readonly gso?: boolean; readonly mrgRxbuf?: boolean }
  readonly guest?: Offloads
}

export interface Offloads extends Unknowns {
  readonly csum?: boolean
  readonly tso4?: boolean
  readonly tso6?: boolean
  readonly ecn?: boolean
  readonly ufo?: boolean
}

export interface InterfaceBackend extends Unknowns {
  readonly type?: 'default' | 'passt'
  readonly tap?: string
  readonly vhost?: string
  readonly logFile?: string
}

export interface FilterRef extends Unknowns {
  readonly filter: string
  readonly parameters?: readonly FilterParameter[]
}

export interface FilterParameter extends Unknowns {
  readonly name: string
  readonly value: string
}

export interface Teaming extends Unknowns {
  readonly type: 'persistent' | 'transient'
  readonly persistent?: string
}

export interface Coalesce extends Unknowns {
  readonly rx?: { readonly frames?: { readonly max?: number } & Unknowns } & Unknowns
}

/** Ports of the host that lead to the guest. */
export interface PortForward extends Unknowns {
  readonly proto: 'tcp' | 'udp'
  /** Address of the host; default: all. */
  readonly address?: string
  readonly dev?: string
  readonly ranges?: readonly PortRange[]
}

export interface PortRange extends Unknowns {
  readonly start: number
  /** The last one; default: `start`. */
  readonly end?: number
  /** The guest's port for `start`; default: the same. */
  readonly to?: number
  /** Ports that are left out of the others' ranges. */
  readonly exclude?: boolean
}

export const portForwardCodec: Codec<PortForward> = element('portForward', {
  proto: required(attribute('proto', oneOf('tcp', 'udp'))),
  address: attribute('address', text),
  dev: attribute('dev', text),
  ranges: children(
    element('range', {
      start: required(attribute('start', port)),
      end: attribute('end', port),
      to: attribute('to', port),
      exclude: attribute('exclude', yesNo),
    }),
  ),
})

export const macAddressCodec: Codec<MacAddress> = element('mac', {
  address: required(attribute('address', mac)),
  type: attribute('type', oneOf('generated', 'static')),
  check: attribute('check', yesNo),
})

export const interfaceSourceCodec: Codec<InterfaceSource> = element('source', {
  type: attribute('type', text),
  path: attribute('path', text),
  network: attribute('network', text),
  portgroup: attribute('portgroup', text),
  portid: attribute('portid', uuid),
  bridge: attribute('bridge', text),
  dev: attribute('dev', text),
  mode: attribute('mode', word()),
  name: attribute('name', text),
  address: attribute('address', text),
  port: attribute('port', port),
  switchid: attribute('switchid', text),
  portgroupid: attribute('portgroupid', text),
  connectionid: attribute('connectionid', text),
  reconnect: child(reconnectCodec),
  local: child(element('local', { address: attribute('address', text), port: attribute('port', port) })),
  device: child(pciAddressCodec),
  ips: children(ipAddressCodec),
  routes: children(ipRouteCodec),
})

export const interfaceTargetCodec: Codec<InterfaceTarget> = element('target', {
  dev: attribute('dev', text),
  managed: attribute('managed', yesNo),
})

const offloads: Fields<Offloads> = {
  csum: attribute('csum', onOff),
  tso4: attribute('tso4', onOff),
  tso6: attribute('tso6', onOff),
  ecn: attribute('ecn', onOff),
  ufo: attribute('ufo', onOff),
}

export const interfaceDriverCodec: Codec<InterfaceDriver> = element('driver', {
  name: attribute('name', word()),
  txmode: attribute('txmode', oneOf('iothread', 'timer')),
  ioeventfd: attribute('ioeventfd', onOff),
  eventIdx: attribute('event_idx', onOff),
  queues: attribute('queues', uint),
  rxQueueSize: attribute('rx_queue_size', uint),
  txQueueSize: attribute('tx_queue_size', uint),
  rss: attribute('rss', onOff),
  rssHashReport: attribute('rss_hash_report', onOff),
  ...virtioOptions,
  host: child(
    element('host', {
      ...offloads,
      gso: attribute('gso', onOff),
      mrgRxbuf: attribute('mrg_rxbuf', onOff),
    }),
  ),
  guest: child(element('guest', offloads)),
})

export const interfaceBackendCodec: Codec<InterfaceBackend> = element('backend', {
  type: attribute('type', oneOf('default', 'passt')),
  tap: attribute('tap', text),
  vhost: attribute('vhost', text),
  logFile: attribute('logFile', text),
})

export const filterRefCodec: Codec<FilterRef> = element('filterref', {
  filter: required(attribute('filter', text)),
  parameters: children(
    element('parameter', {
      name: required(attribute('name', text)),
      value: required(attribute('value', text)),
    }),
  ),
})

export const teamingCodec: Codec<Teaming> = element('teaming', {
  type: required(attribute('type', oneOf('persistent', 'transient'))),
  persistent: attribute('persistent', text),
})

export const coalesceCodec: Codec<Coalesce> = element('coalesce', {
  rx: child(element('rx', { frames: child(element('frames', { max: attribute('max', uint) })) })),
})
