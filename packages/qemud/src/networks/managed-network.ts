import type { NetworkConfig } from '@virt/core/config'
import type { NetworkRecord, NetworkRef } from '@virt/core/driver'

/** A network that this engine knows: defined, active, or both. */
export class ManagedNetwork {
  readonly ref: NetworkRef
  /** What its next start will use; absent: it is transient. */
  definition: NetworkConfig | undefined
  /** What is active. */
  live: NetworkConfig | undefined
  /** What is about to become one of both: its bridge is taken already. */
  wanted: NetworkConfig | undefined
  autostart = false

  constructor({ name, uuid }: NetworkRef) {
    this.ref = Object.freeze({ name, uuid })
  }

  get name(): string {
    return this.ref.name
  }

  get uuid(): string {
    return this.ref.uuid
  }

  get exists(): boolean {
    return this.definition !== undefined || this.live !== undefined
  }

  get active(): boolean {
    return this.live !== undefined
  }

  get persistent(): boolean {
    return this.definition !== undefined
  }

  /** What is active, else the definition: a network that exists has one of them. */
  get config(): NetworkConfig {
    return (this.live ?? this.definition) as NetworkConfig
  }

  /** The bridges that it has or will have. */
  get bridges(): readonly string[] {
    return [this.live, this.definition, this.wanted].flatMap((config) => config?.bridge?.name ?? [])
  }

  get record(): NetworkRecord {
    const { ref, active, persistent, autostart, config } = this
    return { ...ref, active, persistent, autostart, bridge: config.bridge?.name }
  }
}
