import { VirtError } from '../../../errors/virt-error.js'
import type { NetworkUpdateCommand } from './network-update.js'

/** How one kind of element is changed, told by those that are there. */
export interface Members<T> {
  readonly all: readonly T[]
  /** Where those are that the update means. */
  readonly found: readonly number[]
  readonly command: NetworkUpdateCommand
  readonly value: T
  readonly complaints: Complaints
}

export interface Complaints {
  readonly exists: string
  readonly missing: string
  /** Several fit. Absent: the first is meant. */
  readonly ambiguous?: string
  /** Such elements can only be added and deleted. */
  readonly fixed?: string
}

/** The elements after the update. */
export function updatedMembers<T>({ all, found, command, value, complaints }: Members<T>): readonly T[] {
  const { exists, missing, ambiguous, fixed } = complaints
  if (command === 'modify' && fixed !== undefined)
    throw new VirtError('NO_SUPPORT', fixed, { origin: 'NETWORK' })
  if (command === 'add-first' || command === 'add-last') {
    if (found.length > 0) throw invalid(exists)
    return command === 'add-first' ? [value, ...all] : [...all, value]
  }
  const [place] = found
  if (place === undefined) throw invalid(missing)
  if (found.length > 1 && ambiguous !== undefined) throw invalid(ambiguous)
  return all.toSpliced(place, 1, ...(command === 'modify' ? [value] : []))
}

/** The places of the elements that fit. */
export function placesOf<T>(all: readonly T[], fits: (one: T) => boolean): number[] {
  return all.flatMap((one, place) => (fits(one) ? [place] : []))
}

/** A list that nothing is in is no list. */
export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined
}

/** An element that says nothing is no element. */
export function unlessHollow<T extends object>(element: T): T | undefined {
  const parts: unknown[] = Object.values(element)
  return parts.some((part) => part !== undefined) ? element : undefined
}

export function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'NETWORK' })
}
