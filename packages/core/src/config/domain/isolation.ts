import { completeIdMap } from '../rules/idmap.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, text, uint } from '../codec/values.js'

/** `<resource>`: where in the host's resource management the domain lives. */
export interface ResourceConfig extends Unknowns {
  readonly partition?: string
  readonly fibrechannel?: { readonly appid: string } & Unknowns
}

export interface IdMapRange extends Unknowns {
  readonly start: number
  readonly target: number
  readonly count: number
}

/** `<idmap>`: user namespaces of a container. */
export interface IdMap extends Unknowns {
  readonly uids?: readonly IdMapRange[]
  readonly gids?: readonly IdMapRange[]
}

export interface KeyWrapCipher extends Unknowns {
  readonly name: 'aes' | 'dea'
  readonly state: boolean
}

/** `<keywrap>`: protected keys of s390. */
export interface KeyWrap extends Unknowns {
  readonly ciphers?: readonly KeyWrapCipher[]
}

export const resourceCodec: Codec<ResourceConfig> = element('resource', {
  partition: plain('partition', content(text)),
  fibrechannel: child(element('fibrechannel', { appid: required(attribute('appid', text)) })),
})

function idRange(name: string): Codec<IdMapRange> {
  return element(name, {
    start: required(attribute('start', uint)),
    target: required(attribute('target', uint)),
    count: required(attribute('count', uint)),
  })
}

export const idMapCodec: Codec<IdMap> = element(
  'idmap',
  {
    uids: children(idRange('uid')),
    gids: children(idRange('gid')),
  },
  { refine: completeIdMap },
)

const cipher: Codec<KeyWrapCipher> = element('cipher', {
  name: required(attribute('name', oneOf('aes', 'dea'))),
  state: required(attribute('state', onOff)),
})

export const keyWrapCodec: Codec<KeyWrap> = element('keywrap', { ciphers: children(cipher) })
