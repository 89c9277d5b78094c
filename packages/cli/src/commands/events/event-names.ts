import type { BlockJobEvent, DomainEvent, LifecycleEvent } from '@virt/core'

/** `Started Booted`: virsh's words for what happened to a domain's life, where they are not the contract's. */
const verbs: Readonly<Partial<Record<LifecycleEvent['event'], string>>> = { pmsuspended: 'PMSuspended' }

const details: Readonly<Partial<Record<string, string>>> = {
  fromSnapshot: 'Snapshot',
  wakeup: 'Event wakeup',
  ioError: 'I/O Error',
  apiError: 'API error',
}

const shutdowns: Readonly<Record<string, string>> = {
  finished: 'Finished',
  guest: 'Finished after guest request',
  host: 'Finished after host request',
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function lifecycle({ event, detail }: LifecycleEvent): string {
  const words = event === 'shutdown' ? shutdowns[detail] : details[detail]
  return `: ${verbs[event] ?? capital(event)} ${words ?? capital(detail)}`
}

const blockJobs: Readonly<Record<BlockJobEvent['job'], string>> = {
  pull: 'Block Pull',
  copy: 'Block Copy',
  commit: 'Block Commit',
  activeCommit: 'Active Block Commit',
}

type EventType = DomainEvent['type']
type EventOf<T extends EventType> = T extends 'deviceAdded' | 'deviceRemoved'
  ? DeviceEvent
  : Extract<DomainEvent, { readonly type: T }>
type DeviceEvent = Extract<
  DomainEvent,
  { readonly device: string; readonly type: 'deviceAdded' | 'deviceRemoved' }
>

interface Kind<T extends EventType> {
  /** virsh's name for it. */
  readonly name: string
  /** What follows `event 'NAME' for domain 'DOMAIN'`. */
  readonly tell: (event: EventOf<T>) => string
}

const kinds: { readonly [T in EventType]: Kind<T> } = {
  lifecycle: { name: 'lifecycle', tell: lifecycle },
  reboot: { name: 'reboot', tell: () => '' },
  blockJob: {
    name: 'block-job',
    tell: ({ job, path, disk, status }) => `: ${blockJobs[job]} for ${path ?? disk} ${status}`,
  },
  rtcChange: { name: 'rtc-change', tell: ({ offset }) => `: ${offset}` },
  watchdog: { name: 'watchdog', tell: ({ action }) => `: ${action}` },
  ioError: {
    name: 'io-error',
    tell: ({ path = '', device, action, reason }) =>
      `: ${path} (${device}) ${action}${reason ? ` due to ${reason}` : ''}`,
  },
  balloonChange: { name: 'balloon-change', tell: ({ actual }) => `: ${actual}KiB` },
  blockThreshold: {
    name: 'block-threshold',
    tell: ({ disk, path = '<null>', threshold, excess }) => `: dev: ${disk}(${path}) ${threshold} ${excess}`,
  },
  metadataChange: {
    name: 'metadata-change',
    tell: ({ metadata, uri = '<null>' }) => `: type ${metadata}, uri ${uri}`,
  },
  deviceAdded: { name: 'device-added', tell: ({ device }) => `: ${device}` },
  deviceRemoved: { name: 'device-removed', tell: ({ device }) => `: ${device}` },
}

/** The events that can be asked for. */
export const eventNames: readonly string[] = Object.values(kinds).map(({ name }) => name)

/** virsh's name of an event; its type as it is, if a newer driver sends one that is not known here. */
export const eventName = ({ type }: DomainEvent): string =>
  Object.hasOwn(kinds, type) ? kinds[type].name : type

/** virsh's line for an event. */
export function describeEvent(event: DomainEvent): string {
  const kind = Object.hasOwn(kinds, event.type) ? (kinds[event.type] as Kind<EventType>) : undefined
  return `event '${eventName(event)}' for domain '${event.domain.name}'${kind?.tell(event) ?? ''}`
}
