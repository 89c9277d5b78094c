import type { Unknowns } from '../codec/unknowns.js'

export type ForwardMode =
  'none' | 'nat' | 'route' | 'open' | 'bridge' | 'private' | 'vepa' | 'passthrough' | 'hostdev'

/** `<forward>`: how guests reach the outside. */
export interface ForwardConfig extends Unknowns {
  readonly dev?: string
  readonly mode: ForwardMode
  readonly managed?: boolean
  readonly driver?: { readonly name: 'kvm' | 'vfio' } & Unknowns
  readonly pfs?: readonly ForwardPhysicalFunction[]
  readonly nat?: ForwardNat
  readonly interfaces?: readonly ForwardInterface[]
  readonly addresses?: readonly ForwardAddress[]
}

export interface ForwardInterface extends Unknowns {
  readonly dev: string
  readonly connections?: number
}

export interface ForwardPhysicalFunction extends Unknowns {
  readonly dev: string
}

export interface ForwardNat extends Unknowns {
  readonly ipv6?: boolean
  readonly address?: { readonly start: string; readonly end: string } & Unknowns
  readonly port?: { readonly start: number; readonly end: number } & Unknowns
}

export interface ForwardAddress extends Unknowns {
  readonly type: 'pci'
  readonly domain?: number
  readonly bus?: number
  readonly slot?: number
  readonly function?: number
  readonly connections?: number
}
