import type { BlockJobType } from './blocks.js'
import type { MetadataType } from './metadata.js'
import type { DomainRef, NetworkRef } from './refs.js'

/** Takes an event from a driver. Never throws, never blocks. */
export type Emit<Event> = (event: Event) => void

/** Ends a subscription; no event is emitted once it was called. */
export type Unsubscribe = () => void | Promise<void>

/** What happened, and in which way, to a domain's life (`virDomainEventType` and its detail enums). */
export interface LifecycleDetails {
  defined: 'added' | 'updated' | 'renamed' | 'fromSnapshot'
  undefined: 'removed' | 'renamed'
  started: 'booted' | 'migrated' | 'restored' | 'fromSnapshot' | 'wakeup' | 'recovered'
  suspended: 'paused' | 'migrated' | 'ioError' | 'watchdog' | 'restored' | 'fromSnapshot' | 'apiError'
  resumed: 'unpaused' | 'migrated' | 'fromSnapshot'
  stopped: 'shutdown' | 'destroyed' | 'crashed' | 'migrated' | 'saved' | 'failed' | 'fromSnapshot'
  shutdown: 'finished' | 'guest' | 'host'
  pmsuspended: 'memory' | 'disk'
  crashed: 'panicked' | 'crashloaded'
}

/** `domain.id` is there while the domain is active: not on `stopped` and `undefined`. */
export type LifecycleEvent = {
  [E in keyof LifecycleDetails]: {
    readonly type: 'lifecycle'
    readonly domain: DomainRef
    readonly event: E
    readonly detail: LifecycleDetails[E]
  }
}[keyof LifecycleDetails]

/** A block job came to its end, or to where it can be ended (`virConnectDomainEventBlockJobCallback`). */
export interface BlockJobEvent {
  readonly type: 'blockJob'
  readonly domain: DomainRef
  /** The target: `vda`. */
  readonly disk: string
  /** Of the image that the guest writes to, where it has one. */
  readonly path?: string
  readonly job: BlockJobType
  readonly status: 'completed' | 'failed' | 'canceled' | 'ready'
}

/** An event of a domain. New types may be added: ignore what you do not know. */
export type DomainEvent =
  | LifecycleEvent
  | BlockJobEvent
  | { readonly type: 'reboot'; readonly domain: DomainRef }
  /** Seconds from UTC. */
  | { readonly type: 'rtcChange'; readonly domain: DomainRef; readonly offset: number }
  | { readonly type: 'watchdog'; readonly domain: DomainRef; readonly action: string }
  | {
      readonly type: 'ioError'
      readonly domain: DomainRef
      readonly device: string
      readonly path?: string
      readonly action: string
      readonly reason?: string
    }
  /** KiB the guest has now. */
  | { readonly type: 'balloonChange'; readonly domain: DomainRef; readonly actual: number }
  /** The guest has written `excess` bytes beyond the threshold of an image (`domains.setBlockThreshold`). */
  | {
      readonly type: 'blockThreshold'
      readonly domain: DomainRef
      /** `vda`, or `vda[2]` of an image below. */
      readonly disk: string
      readonly path?: string
      readonly threshold: number
      readonly excess: number
    }
  /** What was said of it (`domains.setMetadata`) is said differently now. */
  | {
      readonly type: 'metadataChange'
      readonly domain: DomainRef
      readonly metadata: MetadataType
      /** Of an `element`. */
      readonly uri?: string
    }
  | { readonly type: 'deviceAdded' | 'deviceRemoved'; readonly domain: DomainRef; readonly device: string }

/** `started`, `defined`, ... of a life; `reboot`, `ioError`, ... of the rest. */
export type DomainEventName = keyof LifecycleDetails | Exclude<DomainEvent['type'], 'lifecycle'>

export interface NetworkEvent {
  readonly type: 'lifecycle'
  readonly network: NetworkRef
  readonly event: 'defined' | 'undefined' | 'started' | 'stopped'
}
