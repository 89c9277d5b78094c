import type { ErrorCode } from '../errors/codes.js'
import type { VirtError } from '../errors/virt-error.js'

/** Refusals that leave the next channel a chance, from the least to the most telling. */
const refusals: readonly ErrorCode[] = ['NO_SUPPORT', 'NO_NETWORK', 'NO_DOMAIN', 'CONNECTION_LOST']

/**
 * Whether the next channel may be asked after this error: it lacks the operation, does not know the object, or (for a
 * question only) is gone. A change that may have reached a channel is never repeated on another.
 */
export function goesOn({ code }: VirtError, kind: 'query' | 'change'): boolean {
  return refusals.includes(code) && (kind === 'query' || code !== 'CONNECTION_LOST')
}

/** The error to show when every channel refused. One that is gone might have known, so its loss outweighs "not found". */
export function weightier(known: VirtError | undefined, next: VirtError): VirtError {
  return known && refusals.indexOf(known.code) >= refusals.indexOf(next.code) ? known : next
}
