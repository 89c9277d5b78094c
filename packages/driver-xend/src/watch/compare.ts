import type { DomainEvent, DomainRef, LifecycleDetails, LifecycleEvent } from '@virt/core/driver'
import { deviceNames } from '../device-entry.js'
import { type Facts, isActive, refOf } from '../protocol/facts.js'

/** What this connection is doing to a domain: it says how its next state came about. */
export type Cause = 'restore' | 'save' | 'destroy' | 'crash' | 'define' | 'migrate'

/** The events that lead from what a domain was to what it is; `undefined`: unknown. */
export function changes(
  before: Facts | undefined,
  after: Facts | undefined,
  cause?: Cause,
): readonly DomainEvent[] {
  if (before && after && isActive(before) && isActive(after) && before.id !== after.id)
    return [...stopped(before, after, cause), ...started(after, cause)]
  return [
    ...(after && !isActive(after) && !before ? [lifecycle(after, 'defined', 'added')] : []),
    ...(after && before && cause === 'define' ? [lifecycle(after, 'defined', 'updated')] : []),
    ...(before && isActive(before) && !(after && isActive(after)) ? stopped(before, after, cause) : []),
    ...(after && isActive(after) && !(before && isActive(before)) ? started(after, cause) : []),
    ...(before && after && isActive(before) && isActive(after) ? went(before, after) : []),
    ...(before && !isActive(before) && !after ? [lifecycle(before, 'undefined', 'removed')] : []),
  ]
}

function started(after: Facts, cause: Cause | undefined): readonly DomainEvent[] {
  const how = lifecycle(after, 'started', cause === 'restore' ? 'restored' : 'booted')
  return after.state === 'paused' ? [how, lifecycle(after, 'suspended', 'paused')] : [how]
}

const ends: { readonly [C in Cause]?: LifecycleDetails['stopped'] } = {
  save: 'saved',
  destroy: 'destroyed',
  crash: 'crashed',
  migrate: 'migrated',
}

function stopped(before: Facts, after: Facts | undefined, cause: Cause | undefined): readonly DomainEvent[] {
  const known = cause && ends[cause]
  const detail = known ?? (before.state === 'crashed' ? 'crashed' : 'shutdown')
  const { name, uuid } = after ?? before
  return [event({ name, uuid }, 'stopped', detail)]
}

/** What happened within one run. */
function went(before: Facts, after: Facts): readonly DomainEvent[] {
  const events: DomainEvent[] = []
  if (before.state !== 'paused' && after.state === 'paused')
    events.push(lifecycle(after, 'suspended', 'paused'))
  if (before.state === 'paused' && ['running', 'blocked', 'nostate'].includes(after.state))
    events.push(lifecycle(after, 'resumed', 'unpaused'))
  if (before.state !== 'crashed' && after.state === 'crashed')
    events.push(lifecycle(after, 'crashed', 'panicked'))
  if (before.memory !== after.memory)
    events.push({ type: 'balloonChange', domain: refOf(after), actual: after.memory })
  return [...events, ...plugged(before, after)]
}

/** Devices by what a guest knows them by. */
function plugged(before: Facts, after: Facts): readonly DomainEvent[] {
  const [old, now] = [deviceNames(before.sxp), deviceNames(after.sxp)]
  const domain = refOf(after)
  return [
    ...now
      .filter((device) => !old.includes(device))
      .map((device): DomainEvent => ({ type: 'deviceAdded', domain, device })),
    ...old
      .filter((device) => !now.includes(device))
      .map((device): DomainEvent => ({ type: 'deviceRemoved', domain, device })),
  ]
}

function lifecycle<E extends keyof LifecycleDetails>(
  facts: Facts,
  name: E,
  detail: LifecycleDetails[E],
): DomainEvent {
  return event(refOf(facts), name, detail)
}

function event<E extends keyof LifecycleDetails>(
  domain: DomainRef,
  name: E,
  detail: LifecycleDetails[E],
): DomainEvent {
  return { type: 'lifecycle', domain, event: name, detail } as LifecycleEvent
}
