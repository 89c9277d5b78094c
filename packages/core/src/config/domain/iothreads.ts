import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { positive, uint } from '../codec/values.js'

export interface DefaultIoThread extends Unknowns {
  readonly threadPoolMin?: number
  readonly threadPoolMax?: number
}

export interface IoThread extends DefaultIoThread {
  readonly id: number
}

export const ioThreadCodec: Codec<IoThread> = element('iothread', {
  id: required(attribute('id', positive)),
  threadPoolMin: attribute('thread_pool_min', uint),
  threadPoolMax: attribute('thread_pool_max', uint),
})

export const defaultIoThreadCodec: Codec<DefaultIoThread> = element('defaultiothread', {
  threadPoolMin: attribute('thread_pool_min', uint),
  threadPoolMax: attribute('thread_pool_max', uint),
})
