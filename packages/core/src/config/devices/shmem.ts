import type { Unknowns } from '../codec/unknowns.js'
import type { Bytes } from '../units.js'
import type { DeviceInfo } from './common.js'

/** `<shmem>`: memory that several guests share. */
export interface ShmemConfig extends DeviceInfo {
  readonly name: string
  readonly role?: 'master' | 'peer'
  readonly model?: { readonly type: 'ivshmem' | 'ivshmem-plain' | 'ivshmem-doorbell' } & Unknowns
  readonly size?: Bytes
  readonly server?: { readonly path?: string } & Unknowns
  readonly msi?: ShmemInterrupts
}

export interface ShmemInterrupts extends Unknowns {
  readonly vectors?: number
  readonly ioeventfd?: boolean
}
