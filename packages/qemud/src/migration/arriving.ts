import { randomUUID } from 'node:crypto'
import type { DomainRef, MigrateFinishFlags } from '@virt/core/driver'

/** A guest on its way here, and what shall become of it, which its source says. */
export class Arriving {
  readonly cookie: string = randomUUID()
  /** What the source says, once it does. */
  readonly decision: Promise<MigrateFinishFlags>
  /** What has become of the guest. */
  readonly outcome: Promise<DomainRef>
  #decide: (flags: MigrateFinishFlags) => void = () => undefined
  #settle: (outcome: Promise<DomainRef>) => void = () => undefined

  constructor() {
    this.decision = new Promise((resolve) => (this.#decide = resolve))
    this.outcome = new Promise((resolve) => (this.#settle = resolve))
    this.outcome.catch(() => undefined)
  }

  decide(flags: MigrateFinishFlags): Promise<DomainRef> {
    this.#decide(flags)
    return this.outcome
  }

  settle(outcome: Promise<DomainRef>): void {
    this.#settle(outcome)
  }
}
