import type { DomainRef, LifecycleEvent } from '@virt/core/driver'
import type { Definition } from './definition.js'
import type { Snapshot } from './snapshot.js'
import { sameContent } from './stamp.js'

type Change =
  | [event: 'defined', detail: 'added' | 'updated' | 'renamed']
  | [event: 'undefined', detail: 'removed' | 'renamed']

/** What happened to definitions between two looks. */
export function changesBetween(before: Snapshot, after: Snapshot): LifecycleEvent[] {
  const gone = before.definitions.filter((definition) => !counterpart(definition, after))
  return [
    ...gone.map((definition) => told(definition, 'undefined', 'removed')),
    ...after.definitions.flatMap((definition) => changesOf(counterpart(definition, before), definition)),
  ]
}

/** The same domain at another time: its uuid may not have been in the file then. */
function counterpart(definition: Definition, { byUuid, byName }: Snapshot): Definition | undefined {
  const same = byUuid.get(definition.uuid)
  const namesake = byName.get(definition.name)
  return same ?? (namesake && !(namesake.ownUuid && definition.ownUuid) ? namesake : undefined)
}

function changesOf(before: Definition | undefined, after: Definition): LifecycleEvent[] {
  if (!before) return [told(after, 'defined', 'added')]
  if (before.name !== after.name)
    return [told(before, 'undefined', 'renamed'), told(after, 'defined', 'renamed')]
  const same = before.path === after.path && sameContent(before.stamp, after.stamp)
  return same ? [] : [told(after, 'defined', 'updated')]
}

function told(definition: Definition, ...[event, detail]: Change): LifecycleEvent {
  return { type: 'lifecycle', domain: refOf(definition), event, detail } as LifecycleEvent
}

export function refOf({ name, uuid }: Definition): DomainRef {
  return Object.freeze({ name, uuid })
}
