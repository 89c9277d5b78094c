import type { NetworkConfig } from '@virt/core/config'
import type { NetworkRecord, NetworkRef } from '@virt/core/driver'

/** One virtual network of a test node: its definition, and what is active of it. */
export class TestNetwork {
  readonly ref: NetworkRef
  /** What is active; absent while nothing is. */
  live: NetworkConfig | undefined
  /** What the next start uses; absent for a transient network. */
  definition: NetworkConfig | undefined
  autostart = false

  constructor(name: string, uuid: string) {
    this.ref = Object.freeze({ name, uuid })
  }

  get name(): string {
    return this.ref.name
  }

  get uuid(): string {
    return this.ref.uuid
  }

  get active(): boolean {
    return this.live !== undefined
  }

  get persistent(): boolean {
    return this.definition !== undefined
  }

  /** What is active, else the definition: a network that is known has one of them. */
  get config(): NetworkConfig {
    return (this.live ?? this.definition) as NetworkConfig
  }

  get record(): NetworkRecord {
    const { ref, active, persistent, autostart } = this
    return { ...ref, active, persistent, autostart, bridge: this.config.bridge?.name }
  }
}
