import type { DomainConfig } from '@virt/core/config'
import {
  SnapshotTree,
  type DomainInfo,
  type DomainRecord,
  type DomainRef,
  type DomainState,
  type StateReason,
} from '@virt/core/driver'
import { Consoles } from './consoles.js'
import type { SaveImage } from './save-image.js'
import { Stopwatch } from './stopwatch.js'
import { taintsOf } from './taints.js'

const defaultWeight = 50
const security = Object.freeze({ label: 'libvirt-test', enforcing: true })

/**
 * One domain of a test node: its definition, what runs of it, and its state. Knows nothing of others, of events or of
 * rules; what it answers often is kept until the next change.
 */
export class TestDomain {
  readonly uuid: string
  /** What runs; absent while nothing does. */
  live: DomainConfig | undefined
  readonly snapshots: SnapshotTree = new SnapshotTree()
  readonly consoles: Consoles = new Consoles()
  /** CPU time used since the start. */
  readonly clock: Stopwatch = new Stopwatch()
  /** Scheduler weight of what runs, and of the next start. */
  readonly weight: { live: number; config: number } = { live: defaultWeight, config: defaultWeight }
  /** Whether a save or dump is under way. */
  busy = false
  #name: string
  #definition: DomainConfig | undefined
  #state: DomainState = 'shutoff'
  #reason: StateReason = 'unknown'
  #autostart = false
  #managedSave: SaveImage | undefined
  #messages: readonly string[] | undefined
  #ref: DomainRef | undefined
  #record: DomainRecord | undefined

  constructor(name: string, uuid: string) {
    this.#name = name
    this.uuid = uuid
  }

  get name(): string {
    return this.#name
  }

  /** What the next start uses; absent for a transient domain. */
  get definition(): DomainConfig | undefined {
    return this.#definition
  }

  set definition(config: DomainConfig | undefined) {
    this.#definition = config
    this.#record = undefined
  }

  get active(): boolean {
    return this.live !== undefined
  }

  get persistent(): boolean {
    return this.#definition !== undefined
  }

  get id(): number | undefined {
    return this.live?.id
  }

  get state(): DomainState {
    return this.#state
  }

  get reason(): StateReason {
    return this.#reason
  }

  get autostart(): boolean {
    return this.#autostart
  }

  set autostart(wanted: boolean) {
    this.#autostart = wanted
    this.#record = undefined
  }

  /** What its next start continues from. */
  get managedSave(): SaveImage | undefined {
    return this.#managedSave
  }

  set managedSave(image: SaveImage | undefined) {
    this.#managedSave = image
    this.#record = undefined
  }

  /** What runs, else the definition: a domain that is known has one of them. */
  get config(): DomainConfig {
    return (this.live ?? this.#definition) as DomainConfig
  }

  get ref(): DomainRef {
    return (this.#ref ??= Object.freeze({ name: this.name, uuid: this.uuid, id: this.id }))
  }

  get record(): DomainRecord {
    return (this.#record ??= {
      uuid: this.uuid,
      name: this.name,
      id: this.id,
      state: this.#state,
      reason: this.#reason,
      persistent: this.persistent,
      autostart: this.#autostart,
      managedSave: this.#managedSave !== undefined,
    })
  }

  get info(): DomainInfo {
    const { memory, currentMemory, vcpu } = this.config
    return {
      state: this.#state,
      reason: this.#reason,
      maxMemory: memory,
      memory: currentMemory ?? memory,
      vcpus: vcpu?.current ?? vcpu?.count ?? 1,
      cpuTime: this.clock.nanoseconds,
      id: this.id,
      persistent: this.persistent,
      security,
      ...(this.#messages && { messages: this.#messages }),
    }
  }

  /** To be called where its name is kept. */
  rename(name: string): void {
    this.#name = name
    this.#ref = undefined
    this.#record = undefined
  }

  become(state: DomainState, reason: StateReason): void {
    this.#state = state
    this.#reason = reason
    this.#ref = undefined
    this.#record = undefined
    if (state === 'running') this.clock.start()
    else this.clock.stop()
  }

  begin(config: DomainConfig, id: number): void {
    this.live = { ...config, id }
    this.#messages = taintsOf(config)
    this.weight.live = this.weight.config
    this.#managedSave = undefined
    this.become('running', 'booted')
  }

  end(reason: StateReason): void {
    this.live = undefined
    this.#messages = undefined
    this.become('shutoff', reason)
    this.clock.reset()
    this.consoles.hangUp()
  }
}
