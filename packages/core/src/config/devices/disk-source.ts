import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uint, ulong, word, yesNo } from '../codec/values.js'
import { deviceSecurityLabelCodec, type DeviceSecurityLabel } from '../domain/seclabel.js'
import type { Bytes, Other } from '../units.js'
import { hostPciAddressCodec, type PciAddress } from './address.js'
import {
  cookieCodec,
  encryptionCodec,
  initiatorCodec,
  reconnectCodec,
  reservationsCodec,
  sliceCodec,
  sourceAuthCodec,
  sourceHostCodec,
  sourceIdentityCodec,
  type EncryptionConfig,
  type HttpCookie,
  type PersistentReservations,
  type ReconnectConfig,
  type SourceAuth,
  type SourceHost,
  type SourceIdentity,
  type SourceInitiator,
  type SourceSlice,
} from './source-parts.js'

export type DiskType = 'file' | 'block' | 'dir' | 'network' | 'volume' | 'nvme' | 'vhostuser'
export type NetworkProtocol =
  | 'nbd'
  | 'rbd'
  | 'sheepdog'
  | 'gluster'
  | 'iscsi'
  | 'http'
  | 'https'
  | 'ftp'
  | 'ftps'
  | 'tftp'
  | 'ssh'
  | 'vxhs'
  | 'nfs'
  | Other

/** `<source>` of a disk: which of its fields are there depends on the disk's `type`. */
export interface DiskSource extends Unknowns {
  /** `type: 'file'`. */
  readonly file?: string
  /** `type: 'block'`. */
  readonly dev?: string
  /** `type: 'dir'`. */
  readonly dir?: string
  /** `type: 'volume'`. */
  readonly pool?: string
  readonly volume?: string
  readonly mode?: 'host' | 'direct'
  /** `type: 'network'`. */
  readonly protocol?: NetworkProtocol
  readonly name?: string
  readonly query?: string
  readonly tls?: boolean
  readonly tlsHostname?: string
  /** `type: 'nvme'`; `vhostuser` has `type: 'unix'` and a `path`. */
  readonly type?: string
  readonly path?: string
  readonly managed?: boolean
  readonly namespace?: number
  readonly startupPolicy?: 'mandatory' | 'requisite' | 'optional'
  readonly index?: number
  readonly hosts?: readonly SourceHost[]
  readonly snapshot?: { readonly name: string } & Unknowns
  readonly config?: { readonly file: string } & Unknowns
  readonly identity?: SourceIdentity
  readonly address?: PciAddress
  readonly auth?: SourceAuth
  readonly reservations?: PersistentReservations
  readonly initiator?: SourceInitiator
  readonly ssl?: { readonly verify?: boolean } & Unknowns
  readonly cookies?: { readonly cookies?: readonly HttpCookie[] } & Unknowns
  readonly readahead?: { readonly size: Bytes } & Unknowns
  readonly timeout?: { readonly seconds: number } & Unknowns
  readonly reconnect?: ReconnectConfig
  readonly slices?: { readonly slices?: readonly SourceSlice[] } & Unknowns
  readonly encryption?: EncryptionConfig
  readonly seclabels?: readonly DeviceSecurityLabel[]
}

export const diskSourceCodec: Codec<DiskSource> = element('source', {
  type: attribute('type', text),
  file: attribute('file', text),
  dev: attribute('dev', text),
  dir: attribute('dir', text),
  protocol: attribute('protocol', word()),
  name: attribute('name', text),
  query: attribute('query', text),
  tls: attribute('tls', yesNo),
  tlsHostname: attribute('tlsHostname', text),
  pool: attribute('pool', text),
  volume: attribute('volume', text),
  mode: attribute('mode', oneOf('host', 'direct')),
  path: attribute('path', text),
  managed: attribute('managed', yesNo),
  namespace: attribute('namespace', ulong),
  startupPolicy: attribute('startupPolicy', oneOf('mandatory', 'requisite', 'optional')),
  index: attribute('index', uint),
  hosts: children(sourceHostCodec),
  snapshot: child(element('snapshot', { name: required(attribute('name', text)) })),
  config: child(element('config', { file: required(attribute('file', text)) })),
  initiator: child(initiatorCodec),
  ssl: child(element('ssl', { verify: attribute('verify', yesNo) })),
  cookies: child(element('cookies', { cookies: children(cookieCodec) })),
  readahead: child(element('readahead', { size: required(attribute('size', ulong)) })),
  reconnect: child(reconnectCodec),
  timeout: child(element('timeout', { seconds: required(attribute('seconds', ulong)) })),
  identity: child(sourceIdentityCodec),
  slices: child(element('slices', { slices: children(sliceCodec) })),
  address: child(hostPciAddressCodec),
  auth: child(sourceAuthCodec),
  reservations: child(reservationsCodec),
  encryption: child(encryptionCodec),
  seclabels: children(deviceSecurityLabelCodec),
})
