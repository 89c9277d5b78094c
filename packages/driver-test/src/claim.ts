import type { ErrorCode } from '@virt/core/driver'
import type { Indexed } from './indexed.js'
import { refusal } from './refusal.js'

/** Which error code says "exists already", and what the thing is called. */
export interface Kind {
  readonly noun: 'domain' | 'network'
  readonly exists: ErrorCode
}

/**
 * The thing that a description is of, when it is known. Refused when the description's name or uuid belongs to another
 * one, as libvirt does.
 */
export function claim<T extends { readonly uuid: string; readonly name: string }>(
  things: Indexed<T>,
  { name, uuid }: { readonly name: string; readonly uuid: string },
  { noun, exists }: Kind,
): T | undefined {
  const known = things.byUuid(uuid)
  if (known && known.name !== name)
    throw refusal(exists, `${noun} '${known.name}' is already defined with uuid ${uuid}`)
  const namesake = things.byName(name)
  if (namesake && namesake.uuid !== uuid)
    throw refusal(exists, `${noun} '${name}' already exists with uuid ${namesake.uuid}`)
  return known
}

/** The same for something that is about to become active. */
export function claimInactive<
  T extends { readonly uuid: string; readonly name: string; readonly active: boolean },
>(things: Indexed<T>, config: { readonly name: string; readonly uuid: string }, kind: Kind): T | undefined {
  const known = claim(things, config, kind)
  if (known?.active) throw refusal(kind.exists, `${kind.noun} '${known.name}' is already active`)
  return known
}
