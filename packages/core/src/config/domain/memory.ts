import type { Codec } from '../codec/codec.js'
import { cpuSet } from '../codec/cpuset.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, flag, plain, required } from '../codec/fields.js'
import { kib } from '../codec/scaled.js'
import type { Extra, Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, positive, uint } from '../codec/values.js'
import type { CpuSet, KiB } from '../units.js'

export interface MaxMemory extends Unknowns {
  readonly size: KiB
  /** How many modules fit. */
  readonly slots?: number
}

/** `<memtune>`: limits that the host's kernel keeps. */
export interface MemoryTune extends Unknowns {
  readonly hardLimit?: KiB
  readonly softLimit?: KiB
  readonly minGuarantee?: KiB
  readonly swapHardLimit?: KiB
}

export interface HugePage extends Unknowns {
  readonly size: KiB
  /** Guest NUMA cells it is for; absent: all others. */
  readonly nodeset?: CpuSet
}

export interface HugePages extends Unknowns {
  readonly pages?: readonly HugePage[]
}

/** `<memoryBacking>`: what the host gives as guest memory. */
export interface MemoryBacking extends Unknowns {
  readonly hugepages?: HugePages
  readonly nosharepages?: boolean
  readonly locked?: boolean
  readonly source?: { readonly type: 'file' | 'anonymous' | 'memfd' } & Unknowns
  readonly access?: { readonly mode: 'shared' | 'private' } & Unknowns
  readonly allocation?: MemoryAllocation
  readonly discard?: boolean
}

export interface MemoryAllocation extends Unknowns {
  readonly mode?: 'immediate' | 'ondemand'
  readonly threads?: number
}

export const maxMemoryCodec: Codec<MaxMemory> = element('maxMemory', {
  slots: attribute('slots', uint),
  size: required(content(kib)),
})

export const memoryTuneCodec: Codec<MemoryTune> = element('memtune', {
  hardLimit: plain('hard_limit', content(kib)),
  softLimit: plain('soft_limit', content(kib)),
  minGuarantee: plain('min_guarantee', content(kib)),
  swapHardLimit: plain('swap_hard_limit', content(kib)),
})

const hugePage: Codec<HugePage> = element('page', {
  size: required(attribute('size', kib)),
  nodeset: attribute('nodeset', cpuSet),
})

const hugePages: Codec<HugePages> = element('hugepages', { pages: children(hugePage) })

const allocation: Codec<MemoryAllocation> = element('allocation', {
  mode: attribute('mode', oneOf('immediate', 'ondemand')),
  threads: attribute('threads', positive),
})

export const memoryBackingCodec: Codec<MemoryBacking> = element('memoryBacking', {
  hugepages: child(hugePages),
  nosharepages: flag('nosharepages'),
  locked: flag('locked'),
  source: child(
    element('source', { type: required(attribute('type', oneOf('file', 'anonymous', 'memfd'))) }),
  ),
  access: child(element('access', { mode: required(attribute('mode', oneOf('shared', 'private'))) })),
  allocation: child(allocation),
  discard: flag('discard'),
})

/** `<memory>` of a domain: two fields of its configuration. */
export interface GuestMemory extends Unknowns {
  readonly size?: KiB
  readonly dumpCore?: boolean
}

interface FlatMemory extends Unknowns {
  readonly memory: KiB
  readonly dumpCore?: boolean
}

export const guestMemoryCodec: Codec<GuestMemory> = element('memory', {
  dumpCore: attribute('dumpCore', onOff),
  size: content(kib),
})

export function flatMemory({ size = 0, dumpCore, extra }: GuestMemory, all: Extra | undefined): FlatMemory {
  return {
    memory: size,
    ...(dumpCore !== undefined && { dumpCore }),
    ...(extra && { extra: { ...all, inside: { ...all?.inside, memory: extra } } }),
  }
}

export function wholeMemory({ memory, dumpCore, extra }: FlatMemory): GuestMemory {
  return { size: memory, dumpCore, extra: extra?.inside?.memory }
}
