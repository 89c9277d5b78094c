import type { DomainRecord } from '../contract/domains.js'
import type { DomainState, StateReason } from '../contract/states.js'
import { Domain } from './domain.js'
import type { EventHub } from './event-hub.js'
import type { Gate } from './gate.js'

/** A domain out of a listing, with what the listing said of it. */
export class ListedDomain extends Domain {
  /** At the time of the listing. */
  readonly state: DomainState
  readonly reason: StateReason | undefined
  /** Whether a definition stays when it stops. `undefined`: only active domains were asked for, and the nearest channels do not know. */
  readonly persistent: boolean | undefined
  readonly autostarts: boolean | undefined
  /** Whether its next start continues from a managed save. */
  readonly saved: boolean | undefined

  /** @internal */
  constructor(gate: Gate, events: EventHub, record: DomainRecord) {
    const { uuid, name = '', id } = record
    super(gate, events, { name, uuid, id })
    this.state = record.state ?? (id === undefined ? 'shutoff' : 'nostate')
    this.reason = record.reason
    this.persistent = record.persistent
    this.autostarts = record.autostart
    this.saved = record.managedSave
  }
}
