import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, plain, required } from '../codec/fields.js'
import { size } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, text, uint } from '../codec/values.js'
import type { MiB } from '../units.js'
import { deviceInfo, type DeviceInfo } from './common.js'

/** `<shmem>`: memory that several guests share. */
export interface ShmemConfig extends DeviceInfo {
  readonly name: string
  readonly role?: 'master' | 'peer'
  readonly model?: { readonly type: 'ivshmem' | 'ivshmem-plain' | 'ivshmem-doorbell' } & Unknowns
  readonly size?: MiB
  readonly server?: { readonly path?: string } & Unknowns
  readonly msi?: ShmemInterrupts
}

export interface ShmemInterrupts extends Unknowns {
  readonly vectors?: number
  readonly ioeventfd?: boolean
}

const msi: Codec<ShmemInterrupts> = element('msi', {
  vectors: attribute('vectors', uint),
  ioeventfd: attribute('ioeventfd', onOff),
})

export const shmemCodec: Codec<ShmemConfig> = element('shmem', {
  name: required(attribute('name', text)),
  role: attribute('role', oneOf('master', 'peer')),
  model: child(
    element('model', {
      type: required(attribute('type', oneOf('ivshmem', 'ivshmem-plain', 'ivshmem-doorbell'))),
    }),
  ),
  size: plain('size', content(size('M', 'bytes'))),
  server: child(element('server', { path: attribute('path', text) })),
  msi: child(msi),
  ...deviceInfo,
})
