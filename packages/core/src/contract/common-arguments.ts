import { flags, integer, reference, type Argument } from './arguments.js'
import type { AffectFlags } from './domains.js'
import type { DomainRef } from './refs.js'

/** Arguments that many operations with domains take. */
export const domain: Argument<DomainRef> = reference<DomainRef>('domain')
export const hostCpu: Argument<number> = integer('cpu', 0, 65_535)
export const affect = { live: 'boolean', config: 'boolean' } as const
export const affected: Argument<AffectFlags> = flags<AffectFlags>('flags', affect)
