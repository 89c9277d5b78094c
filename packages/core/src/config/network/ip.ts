import type { Unknowns } from '../codec/unknowns.js'

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
