import type { DomainConfig } from '@virt/core/config'
import type { DomainEvent } from '@virt/core/driver'
import type { Emulators } from '../emulators/emulators.js'
import type { NetworkEngine } from '../networks/network-engine.js'
import type { KeptSnapshots } from '../snapshots/kept-snapshots.js'
import type { Arrivals } from '../store/arrivals.js'
import type { AutostartLinks } from '../store/autostart.js'
import type { Definitions } from '../store/definitions.js'
import type { Layout } from '../store/layout.js'
import type { Reverts } from '../store/reverts.js'
import type { RuntimeStates } from '../store/runtime-state.js'
import type { DomainList } from './domain-list.js'
import type { EventHub } from './event-hub.js'
import type { Warn } from './warn.js'

/** What the parts of one engine share. */
export interface EngineContext {
  readonly layout: Layout
  readonly emulators: Emulators
  readonly definitions: Definitions<DomainConfig>
  readonly autostarts: AutostartLinks
  readonly runtimes: RuntimeStates
  readonly arrivals: Arrivals
  readonly reverts: Reverts
  readonly snapshots: KeptSnapshots
  readonly domains: DomainList
  readonly networks: NetworkEngine
  /** By domain's uuid: resolves when nothing is left on the host of a run that is over. */
  readonly tidying: Map<string, Promise<void>>
  readonly events: EventHub<DomainEvent>
  readonly warn: Warn
  /** Aborted when the engine is closed. */
  readonly closing: AbortSignal
  /** Milliseconds that QEMU may take until it is running. */
  readonly startTimeout: number
  /** Milliseconds that QEMU may take for one command. */
  readonly commandTimeout: number
  /** Milliseconds after which QEMU is killed that was asked to end. */
  readonly destroyTimeout: number
  /** Milliseconds that a guest has to let go of a device, before the answer is that it was only asked. */
  readonly releaseTimeout: number
}
