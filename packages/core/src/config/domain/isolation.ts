import type { Unknowns } from '../codec/unknowns.js'

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
