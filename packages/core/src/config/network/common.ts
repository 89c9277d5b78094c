import type { Unknowns } from '../codec/unknowns.js'
import type { Other } from '../units.js'

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
  readonly type?: '802.1Qbg' | '802.1Qbh' | 'openvswitch' | 'midonet' | 'none' | Other
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
