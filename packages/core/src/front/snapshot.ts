import { type DomainSnapshotConfig, formatDomainSnapshot, type SnapshotState } from '../config.js'
import type { DomainRef } from '../contract/refs.js'
import type {
  SnapshotDeleteFlags,
  SnapshotFilter,
  SnapshotRecord,
  SnapshotRevertFlags,
} from '../contract/snapshots.js'
import type { CallOptions } from './call-options.js'
import type { Gate, Unchecked } from './gate.js'
import { Job } from './job.js'
import { split } from './split.js'

/** A snapshot of a domain, by its name, and the calls that can be made about it. It holds nothing open. */
export class Snapshot {
  /** Whose it is. */
  readonly domain: DomainRef
  readonly name: string
  readonly #gate: Gate

  /** @internal Snapshots come from a domain. */
  constructor(gate: Gate, domain: DomainRef, name: string) {
    this.#gate = gate
    this.domain = domain
    this.name = name
  }

  /** What a listing would say of it now (`virDomainSnapshotLookupByName`). */
  async lookup(options?: CallOptions): Promise<ListedSnapshot> {
    return this.#lookup(this.name, options)
  }

  /** The one it came after; `undefined` for a root (`virDomainSnapshotGetParent`). */
  async lookupParent(options?: CallOptions): Promise<ListedSnapshot | undefined> {
    const { parent } = await this.lookup(options)
    return parent === undefined ? undefined : this.#lookup(parent, options)
  }

  /** Those that came right after it; with `descendants`, those after them too (`virDomainSnapshotListAllChildren`). */
  async listChildren(
    options: SnapshotFilter & { descendants?: boolean } & CallOptions = {},
  ): Promise<ListedSnapshot[]> {
    const { descendants = false, ...filter } = options
    const all = await this.#gate.run('snapshots.list', [this.domain, {}], split(filter).call)
    return belowOf(this.name, all, descendants)
      .filter((each) => fits(each, filter))
      .map((each) => new ListedSnapshot(this.#gate, this.domain, each))
  }

  /** The description as XML (`virDomainSnapshotGetXMLDesc`). */
  async xml(options: { secure?: boolean } & CallOptions = {}): Promise<string> {
    return formatDomainSnapshot(await this.config(options))
  }

  /** The description as typed values. */
  config(options: { secure?: boolean } & CallOptions = {}): Promise<DomainSnapshotConfig> {
    const { call, flags } = split(options)
    return this.#gate.run('snapshots.config', [this.domain, this.name, flags], call)
  }

  /** Bring the domain back to it (`virDomainRevertToSnapshot`). */
  revert(options: SnapshotRevertFlags & CallOptions = {}): Job<void> {
    return this.#job('snapshots.revert', options)
  }

  /** Remove it (`virDomainSnapshotDelete`). */
  delete(options: SnapshotDeleteFlags & CallOptions = {}): Job<void> {
    return this.#job('snapshots.delete', options)
  }

  async #lookup(name: string, options?: CallOptions): Promise<ListedSnapshot> {
    const record = await this.#gate.run('snapshots.lookupByName', [this.domain, name], options)
    return new ListedSnapshot(this.#gate, this.domain, record)
  }

  #job(name: 'snapshots.revert' | 'snapshots.delete', options: CallOptions): Job<void> {
    const { call, flags } = split(options)
    const values = [this.domain, this.name, flags] as unknown as Unchecked<typeof name>
    return new Job((each, progress) => this.#gate.run(name, values, each, progress), call)
  }
}

/** A snapshot out of a listing or a lookup, with what that said of it. */
export class ListedSnapshot extends Snapshot implements SnapshotRecord {
  readonly parent: string | undefined
  readonly children: number
  readonly state: SnapshotState
  readonly creationTime: number
  readonly current: boolean
  readonly location: 'internal' | 'external'
  readonly description: string | undefined

  /** @internal */
  constructor(gate: Gate, domain: DomainRef, record: SnapshotRecord) {
    super(gate, domain, record.name)
    this.parent = record.parent
    this.children = record.children
    this.state = record.state
    this.creationTime = record.creationTime
    this.current = record.current
    this.location = record.location
    this.description = record.description
  }
}

/** Whether a snapshot is one that the caller wants. */
export function fits(record: SnapshotRecord, { roots, leaves, states, locations }: SnapshotFilter): boolean {
  return (
    (!roots || record.parent === undefined) &&
    (leaves === undefined || leaves === (record.children === 0)) &&
    (states === undefined || states.includes(record.state)) &&
    (locations === undefined || locations.includes(record.location))
  )
}

/** Parents come before their children in a listing, so one look at each is enough. */
function belowOf(name: string, all: readonly SnapshotRecord[], descendants: boolean): SnapshotRecord[] {
  const family = new Set([name])
  return all.filter((each) => {
    const belongs = each.parent !== undefined && family.has(each.parent)
    if (belongs && descendants) family.add(each.name)
    return belongs
  })
}
