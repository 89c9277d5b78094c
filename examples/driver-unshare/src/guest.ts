import type { DomainConfig } from '@virt/core/config'
import { type DomainInfo, type DomainRecord, type DomainRef, VirtError } from '@virt/core/driver'
import type { Run } from './run.js'

/** What is kept of one domain: its definition, its run, or both. */
export class Guest {
  readonly name: string
  readonly uuid: string
  /** Absent while it is transient. */
  defined: DomainConfig | undefined
  /** Absent while it is off. */
  run: Run | undefined

  constructor(name: string, uuid: string) {
    this.name = name
    this.uuid = uuid
  }

  get ref(): DomainRef {
    const { name, uuid, run } = this
    return run ? { name, uuid, id: run.id } : { name, uuid }
  }

  get record(): DomainRecord & Pick<DomainInfo, 'state'> {
    const { ref, run, defined } = this
    const state = run ? (run.paused ? 'paused' : 'running') : 'shutoff'
    return { ...ref, state, persistent: defined !== undefined, autostart: false }
  }

  /** What runs, or the definition that the next start will use. */
  config(inactive = false): DomainConfig {
    const config = (inactive ? this.defined : undefined) ?? this.run?.config ?? this.defined
    if (!config) throw new VirtError('INTERNAL_ERROR', `domain '${this.name}' has neither definition nor run`)
    return config
  }

  /** The run; OPERATION_INVALID when there is none. */
  running(): Run {
    if (!this.run) throw new VirtError('OPERATION_INVALID', 'domain is not running')
    return this.run
  }
}
