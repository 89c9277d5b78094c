import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, fallback, flag, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { cUint, hex, onOff, oneOf, text, ulong, uuid, word, yesNo, type Value } from '../codec/values.js'
import { ipAddressCodec, ipRouteCodec, type IpAddress, type IpRoute } from '../network/common.js'
import type { Other } from '../units.js'
import {
  bootOrderCodec,
  deviceInfo,
  romCodec,
  type BootOrder,
  type DeviceInfo,
  type RomConfig,
} from './common.js'
import { teamingCodec, type Teaming } from './interface-parts.js'
import {
  initiatorCodec,
  sourceAuthCodec,
  sourceHostCodec,
  type SourceAuth,
  type SourceHost,
  type SourceInitiator,
} from './source-parts.js'

/** `<hostdev>`: a device of the host given to the guest. */
export interface HostdevConfig extends DeviceInfo {
  readonly mode: 'subsystem' | 'capabilities'
  readonly type: 'usb' | 'pci' | 'scsi' | 'scsi_host' | 'mdev' | 'storage' | 'misc' | 'net'
  readonly managed?: boolean
  readonly sgio?: 'filtered' | 'unfiltered'
  readonly rawio?: boolean
  readonly model?: string
  readonly display?: boolean
  readonly ramfb?: boolean
  readonly source: HostdevSource
  readonly driver?: { readonly name?: 'kvm' | 'vfio' | 'xen' | Other } & Unknowns
  readonly ips?: readonly IpAddress[]
  readonly routes?: readonly IpRoute[]
  readonly teaming?: Teaming
  readonly readonly?: boolean
  readonly shareable?: boolean
  readonly boot?: BootOrder
  readonly rom?: RomConfig
}

/** Which fields are there depends on the type of the device. */
export interface HostdevSource extends Unknowns {
  readonly startupPolicy?: 'mandatory' | 'requisite' | 'optional'
  readonly guestReset?: 'off' | 'uninitialized' | 'always'
  readonly writeFiltering?: boolean
  readonly missing?: boolean
  /** scsi over iscsi: `iscsi`, `name`; scsi_host: `vhost`, `wwpn`. */
  readonly protocol?: string
  readonly name?: string
  readonly wwpn?: string
  readonly vendor?: { readonly id: number } & Unknowns
  readonly product?: { readonly id: number } & Unknowns
  readonly adapter?: { readonly name: string } & Unknowns
  readonly address?: HostdevAddress
  readonly hosts?: readonly SourceHost[]
  readonly auth?: SourceAuth
  readonly initiator?: SourceInitiator
  /** Capabilities of a container. */
  readonly block?: string
  readonly char?: string
  readonly interface?: string
}

export interface HostdevAddress extends Unknowns {
  readonly type?: string
  /** pci. */
  readonly domain?: number
  readonly bus?: number
  readonly slot?: number
  readonly function?: number
  /** usb. */
  readonly device?: number
  readonly port?: string
  /** scsi. */
  readonly target?: number
  readonly unit?: number
  /** mdev. */
  readonly uuid?: string
}

function addressCodec(bus: Value<number>): Codec<HostdevAddress> {
  return element('address', {
    type: attribute('type', text),
    domain: attribute('domain', hex(4)),
    bus: attribute('bus', bus),
    slot: attribute('slot', hex(2, 0x1f)),
    function: attribute('function', hex(1, 7)),
    device: attribute('device', cUint),
    port: attribute('port', text),
    target: attribute('target', cUint),
    unit: attribute('unit', ulong),
    uuid: attribute('uuid', uuid),
  })
}

const pciAddress = addressCodec(hex(2))
const otherAddress = addressCodec(cUint)

/** PCI is written in hexadecimal, USB and SCSI are not. */
const address: Codec<HostdevAddress> = {
  ...otherAddress,
  encode: (value) => (value.slot === undefined ? otherAddress : pciAddress).encode(value),
}

const usbId = required(attribute('id', hex(4, 0xffff)))

const source: Codec<HostdevSource> = element('source', {
  startupPolicy: attribute('startupPolicy', oneOf('mandatory', 'requisite', 'optional')),
  guestReset: attribute('guestReset', oneOf('off', 'uninitialized', 'always')),
  writeFiltering: attribute('writeFiltering', yesNo),
  missing: attribute('missing', yesNo),
  protocol: attribute('protocol', text),
  name: attribute('name', text),
  wwpn: attribute('wwpn', text),
  vendor: child(element('vendor', { id: usbId })),
  product: child(element('product', { id: usbId })),
  adapter: child(element('adapter', { name: required(attribute('name', text)) })),
  address: child(address),
  hosts: children(sourceHostCodec),
  auth: child(sourceAuthCodec),
  initiator: child(initiatorCodec),
  block: plain('block', content(text)),
  char: plain('char', content(text)),
  interface: plain('interface', content(text)),
})

export const hostdevCodec: Codec<HostdevConfig> = element(
  'hostdev',
  {
    mode: fallback(attribute('mode', oneOf('subsystem', 'capabilities')), 'subsystem'),
    type: required(
      attribute('type', oneOf('usb', 'pci', 'scsi', 'scsi_host', 'mdev', 'storage', 'misc', 'net')),
    ),
    managed: attribute('managed', yesNo),
    sgio: attribute('sgio', oneOf('filtered', 'unfiltered')),
    rawio: attribute('rawio', yesNo),
    model: attribute('model', text),
    display: attribute('display', onOff),
    ramfb: attribute('ramfb', onOff),
    driver: child(element('driver', { name: attribute('name', word()) })),
    source: required(child(source)),
    ips: children(ipAddressCodec),
    routes: children(ipRouteCodec),
    teaming: child(teamingCodec),
    readonly: flag('readonly'),
    shareable: flag('shareable'),
    boot: child(bootOrderCodec),
    rom: child(romCodec),
    ...deviceInfo,
  },
  {
    refine: (hostdev) =>
      hostdev.mode === 'subsystem' ? { ...hostdev, managed: hostdev.managed ?? false } : hostdev,
  },
)
