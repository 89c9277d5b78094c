import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, port, text, uint, ulong, uuid, word, yesNo } from '../codec/values.js'
import type { Bytes, Other } from '../units.js'

export interface SourceHost extends Unknowns {
  readonly name?: string
  readonly port?: number
  readonly transport?: 'tcp' | 'unix' | 'rdma'
  readonly socket?: string
}

export interface SourceIdentity extends Unknowns {
  readonly user?: string
  readonly group?: string
}

export interface SecretRef extends Unknowns {
  readonly type?: string
  readonly usage?: string
  readonly uuid?: string
}

export interface SourceAuth extends Unknowns {
  readonly username: string
  readonly secret?: SecretRef
}

export interface PersistentReservations extends Unknowns {
  readonly managed: boolean
  readonly source?: { readonly type?: string; readonly path?: string; readonly mode?: string } & Unknowns
}

export interface SourceInitiator extends Unknowns {
  readonly iqn?: { readonly name: string } & Unknowns
}

export interface HttpCookie extends Unknowns {
  readonly name: string
  readonly value: string
}

export interface ReconnectConfig extends Unknowns {
  readonly enabled?: boolean
  /** Seconds. */
  readonly timeout?: number
  readonly delay?: number
}

export interface SourceSlice extends Unknowns {
  readonly type: 'storage'
  readonly offset: Bytes
  readonly size: Bytes
}

export interface EncryptionConfig extends Unknowns {
  readonly format: 'default' | 'qcow' | 'luks' | 'luks2' | Other
  readonly engine?: 'qemu' | 'librbd'
  readonly secrets?: readonly SecretRef[]
  readonly cipher?: EncryptionCipher
  readonly ivgen?: { readonly name: string; readonly hash?: string } & Unknowns
}

export interface EncryptionCipher extends Unknowns {
  readonly name: string
  readonly size: number
  readonly mode?: string
  readonly hash?: string
}

export const sourceHostCodec: Codec<SourceHost> = element('host', {
  name: attribute('name', text),
  port: attribute('port', port),
  transport: attribute('transport', oneOf('tcp', 'unix', 'rdma')),
  socket: attribute('socket', text),
})

const secret: Codec<SecretRef> = element('secret', {
  type: attribute('type', text),
  usage: attribute('usage', text),
  uuid: attribute('uuid', uuid),
})

export const sourceAuthCodec: Codec<SourceAuth> = element('auth', {
  username: required(attribute('username', text)),
  secret: child(secret),
})

export const sourceIdentityCodec: Codec<SourceIdentity> = element('identity', {
  user: attribute('user', text),
  group: attribute('group', text),
})

export const reservationsCodec: Codec<PersistentReservations> = element('reservations', {
  managed: required(attribute('managed', yesNo)),
  source: child(
    element('source', {
      type: attribute('type', text),
      path: attribute('path', text),
      mode: attribute('mode', text),
    }),
  ),
})

export const initiatorCodec: Codec<SourceInitiator> = element('initiator', {
  iqn: child(element('iqn', { name: required(attribute('name', text)) })),
})

export const cookieCodec: Codec<HttpCookie> = element('cookie', {
  name: required(attribute('name', text)),
  value: required(content(text)),
})

export const reconnectCodec: Codec<ReconnectConfig> = element('reconnect', {
  enabled: attribute('enabled', yesNo),
  timeout: attribute('timeout', uint),
  delay: attribute('delay', uint),
})

export const sliceCodec: Codec<SourceSlice> = element('slice', {
  type: required(attribute('type', oneOf('storage'))),
  offset: required(attribute('offset', ulong)),
  size: required(attribute('size', ulong)),
})

export const encryptionCodec: Codec<EncryptionConfig> = element('encryption', {
  format: required(attribute('format', word())),
  engine: attribute('engine', oneOf('qemu', 'librbd')),
  secrets: children(secret),
  cipher: child(
    element('cipher', {
      name: required(attribute('name', text)),
      size: required(attribute('size', uint)),
      mode: attribute('mode', text),
      hash: attribute('hash', text),
    }),
  ),
  ivgen: child(element('ivgen', { name: required(attribute('name', text)), hash: attribute('hash', text) })),
})
