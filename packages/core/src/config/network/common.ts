import { checkBandwidth } from '../rules/bandwidth.js'
import { completeVlan } from '../rules/vlan.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, required, type ChildField } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { integer, oneOf, positive, text, uint, ulong, uuid, yesNo } from '../codec/values.js'

/** `<bandwidth>`: kilobytes per second; `burst` in kilobytes. */
export interface Bandwidth extends Unknowns {
  readonly inbound?: BandwidthRate
  readonly outbound?: BandwidthRate
}

export interface BandwidthRate extends Unknowns {
  readonly average?: number
  readonly peak?: number
  readonly floor?: number
  readonly burst?: number
}

export interface VlanTag extends Unknowns {
  readonly id: number
  readonly nativeMode?: 'tagged' | 'untagged'
}

export interface Vlan extends Unknowns {
  readonly trunk?: boolean
  readonly tags?: readonly VlanTag[]
}

/** `<virtualport>`: how a port of a virtual switch is set up (802.1Qbg, 802.1Qbh, Open vSwitch, midonet). */
export interface VirtualPort extends Unknowns {
  readonly type?: '802.1Qbg' | '802.1Qbh' | 'openvswitch' | 'midonet' | 'none'
  readonly parameters?: VirtualPortParameters
}

export interface VirtualPortParameters extends Unknowns {
  readonly managerid?: number
  readonly typeid?: number
  readonly typeidversion?: number
  readonly instanceid?: string
  readonly interfaceid?: string
  readonly profileid?: string
}

export interface IpAddress extends Unknowns {
  readonly address: string
  readonly family?: 'ipv4' | 'ipv6'
  readonly prefix?: number
  readonly peer?: string
}

/** `<route>`. */
export interface IpRoute extends Unknowns {
  readonly family?: 'ipv4' | 'ipv6'
  readonly address: string
  readonly netmask?: string
  readonly prefix?: number
  readonly gateway: string
  readonly metric?: number
}

export interface PortOptions extends Unknowns {
  readonly isolated?: boolean
}

const rate = (name: string): ChildField<BandwidthRate> =>
  child(
    element<BandwidthRate>(name, {
      average: attribute('average', ulong),
      peak: attribute('peak', ulong),
      floor: attribute('floor', ulong),
      burst: attribute('burst', ulong),
    }),
  )

export const bandwidthCodec: Codec<Bandwidth> = element(
  'bandwidth',
  {
    inbound: rate('inbound'),
    outbound: rate('outbound'),
  },
  { refine: checkBandwidth },
)

const tag: Codec<VlanTag> = element('tag', {
  id: required(attribute('id', integer(0, 4095))),
  nativeMode: attribute('nativeMode', oneOf('tagged', 'untagged')),
})

export const vlanCodec: Codec<Vlan> = element(
  'vlan',
  {
    trunk: attribute('trunk', yesNo),
    tags: children(tag),
  },
  { refine: completeVlan },
)

export const virtualPortCodec: Codec<VirtualPort> = element('virtualport', {
  type: attribute('type', oneOf('none', '802.1Qbg', '802.1Qbh', 'openvswitch', 'midonet')),
  parameters: child(
    element('parameters', {
      managerid: attribute('managerid', integer(0, 255)),
      typeid: attribute('typeid', integer(0, 0xffffff)),
      typeidversion: attribute('typeidversion', integer(0, 255)),
      instanceid: attribute('instanceid', uuid),
      interfaceid: attribute('interfaceid', uuid),
      profileid: attribute('profileid', text),
    }),
  ),
})

const families = oneOf('ipv4', 'ipv6')

export const ipAddressCodec: Codec<IpAddress> = element('ip', {
  address: required(attribute('address', text)),
  family: attribute('family', families),
  prefix: attribute('prefix', uint),
  peer: attribute('peer', text),
})

export const ipRouteCodec: Codec<IpRoute> = element('route', {
  family: attribute('family', families),
  address: required(attribute('address', text)),
  netmask: attribute('netmask', text),
  prefix: attribute('prefix', uint),
  gateway: required(attribute('gateway', text)),
  metric: attribute('metric', positive),
})

export const portOptionsCodec: Codec<PortOptions> = element('port', {
  isolated: attribute('isolated', yesNo),
})
