import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uint, ulong, yesNo } from '../codec/values.js'

/** `<ip>`: an address of the bridge and the guests' subnet. */
export interface NetworkIp extends Unknowns {
  readonly address?: string
  /** Absent: ipv4. */
  readonly family?: 'ipv4' | 'ipv6'
  readonly netmask?: string
  readonly prefix?: number
  readonly localPtr?: boolean
  readonly tftp?: { readonly root: string } & Unknowns
  readonly dhcp?: DhcpConfig
}

export interface DhcpConfig extends Unknowns {
  readonly ranges?: readonly DhcpRange[]
  readonly hosts?: readonly DhcpHost[]
  readonly bootp?: { readonly file: string; readonly server?: string } & Unknowns
}

export interface DhcpRange extends Unknowns {
  readonly start: string
  readonly end: string
  readonly lease?: DhcpLease
}

export interface DhcpHost extends Unknowns {
  readonly mac?: string
  /** DHCPv6. */
  readonly id?: string
  readonly name?: string
  readonly ip?: string
  readonly lease?: DhcpLease
}

/** How long an address is lent; 0: for ever. */
export interface DhcpLease extends Unknowns {
  readonly expiry: number
  readonly unit?: 'seconds' | 'minutes' | 'hours'
}

const lease: Codec<DhcpLease> = element('lease', {
  expiry: required(attribute('expiry', ulong)),
  unit: attribute('unit', oneOf('seconds', 'minutes', 'hours')),
})

export const dhcpRangeCodec: Codec<DhcpRange> = element('range', {
  start: required(attribute('start', text)),
  end: required(attribute('end', text)),
  lease: child(lease),
})

export const dhcpHostCodec: Codec<DhcpHost> = element('host', {
  id: attribute('id', text),
  mac: attribute('mac', text),
  name: attribute('name', text),
  ip: attribute('ip', text),
  lease: child(lease),
})

const dhcp: Codec<DhcpConfig> = element(
  'dhcp',
  {
    ranges: children(dhcpRangeCodec),
    hosts: children(dhcpHostCodec),
    bootp: child(
      element('bootp', { file: required(attribute('file', text)), server: attribute('server', text) }),
    ),
  },
  { open: true },
)

export const networkIpCodec: Codec<NetworkIp> = element(
  'ip',
  {
    family: attribute('family', oneOf('ipv4', 'ipv6')),
    address: attribute('address', text),
    netmask: attribute('netmask', text),
    prefix: attribute('prefix', uint),
    localPtr: attribute('localPtr', yesNo),
    tftp: child(element('tftp', { root: required(attribute('root', text)) })),
    dhcp: child(dhcp),
  },
  { open: true },
)
