import type { DomainConfig } from '@virt/core/config'
import { VirtError, type DomainRef, type DomainState, type StateReason } from '@virt/core/driver'
import type { Arriving } from '../migration/arriving.js'
import type { RunningJob } from '../migration/running-job.js'
import type { Guest } from './guest.js'
import { JobQueue } from './job-queue.js'

/** A domain that this engine knows: defined, running, or both. */
export class ManagedDomain {
  readonly uuid: string
  #name: string
  /** Changes of this domain, one at a time. */
  readonly jobs: JobQueue = new JobQueue()
  /** What its next start will use; absent: it is transient. */
  definition: DomainConfig | undefined
  autostart = false
  /** Whether its next start continues from a managed save. */
  managedSave = false
  /** What takes long and is going on. */
  job: RunningJob | undefined
  /** The guest that is on its way here. */
  arriving: Arriving | undefined
  /** How many are about to make it exist: meanwhile it keeps name and uuid. */
  claims = 0
  /** Its QEMU, while it is active. */
  guest: Guest | undefined
  /** Why it is not active. */
  stopped: StateReason = 'unknown'

  constructor(name: string, uuid: string) {
    this.#name = name
    this.uuid = uuid
  }

  get name(): string {
    return this.#name
  }

  /** To be called by the list that finds it by name. */
  rename(name: string): void {
    this.#name = name
  }

  get ref(): DomainRef {
    const { name, uuid, guest } = this
    return Object.freeze(guest ? { name, uuid, id: guest.id } : { name, uuid })
  }

  /** Whether there is anything behind the name: a definition, a guest, or both. */
  get exists(): boolean {
    return this.definition !== undefined || this.guest !== undefined
  }

  get persistent(): boolean {
    return this.definition !== undefined
  }

  get state(): DomainState {
    return this.guest?.state ?? 'shutoff'
  }

  get reason(): StateReason {
    return this.guest?.reason ?? this.stopped
  }

  /** The live description, or the definition while it is off. */
  get config(): DomainConfig {
    const config = this.guest?.config ?? this.definition
    if (!config) throw new VirtError('INTERNAL_ERROR', `domain '${this.name}' has no description`)
    return config
  }

  /** @throws OPERATION_INVALID while it is off. */
  running(): Guest {
    if (!this.guest) throw new VirtError('OPERATION_INVALID', 'domain is not running', { origin: 'QEMU' })
    return this.guest
  }
}
