import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, plain, required } from '../codec/fields.js'
import { size } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, text, uint, type Value } from '../codec/values.js'
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

const mib = size('M', 'bytes')
const bytes = size('bytes')

/** What is not whole is no size of shared memory. */
const wholeMib: Value<MiB> = {
  ...mib,
  read: (text, unit) => ((bytes.read(text, unit) ?? 1) % 2 ** 20 === 0 ? mib.read(text, unit) : undefined),
}

export const shmemCodec: Codec<ShmemConfig> = element('shmem', {
  name: required(attribute('name', text)),
  role: attribute('role', oneOf('master', 'peer')),
  model: child(
    element('model', {
      type: required(attribute('type', oneOf('ivshmem', 'ivshmem-plain', 'ivshmem-doorbell'))),
    }),
  ),
  size: plain('size', content(wholeMib)),
  server: child(element('server', { path: attribute('path', text) })),
  msi: child(msi),
  ...deviceInfo,
})
