import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, fallback, required, silent } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { hex, oneOf, port, text, uint, yesNo } from '../codec/values.js'

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

const address: Codec<ForwardAddress> = element('address', {
  type: required(attribute('type', oneOf('pci'))),
  domain: attribute('domain', hex(4)),
  bus: attribute('bus', hex(2, 0xff)),
  slot: attribute('slot', hex(2, 0x1f)),
  function: attribute('function', hex(1, 7)),
  connections: attribute('connections', uint),
})

const nat: Codec<ForwardNat> = element('nat', {
  ipv6: silent(attribute('ipv6', yesNo), false),
  address: child(
    element('address', { start: required(attribute('start', text)), end: required(attribute('end', text)) }),
  ),
  port: child(
    element('port', { start: required(attribute('start', port)), end: required(attribute('end', port)) }),
  ),
})

export const forwardInterfaceCodec: Codec<ForwardInterface> = element('interface', {
  dev: required(attribute('dev', text)),
  connections: attribute('connections', uint),
})

export const forwardPfCodec: Codec<ForwardPhysicalFunction> = element('pf', {
  dev: required(attribute('dev', text)),
})

export const forwardCodec: Codec<ForwardConfig> = element('forward', {
  dev: attribute('dev', text),
  mode: fallback(
    attribute(
      'mode',
      oneOf('none', 'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough', 'hostdev'),
    ),
    'nat',
  ),
  managed: silent(attribute('managed', yesNo), false),
  driver: child(element('driver', { name: required(attribute('name', oneOf('kvm', 'vfio'))) })),
  pfs: children(forwardPfCodec),
  nat: child(nat),
  interfaces: children(forwardInterfaceCodec),
  addresses: children(address),
})
