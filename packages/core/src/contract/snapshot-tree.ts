import type { DomainSnapshotConfig } from '../config.js'
import { VirtError } from '../errors/virt-error.js'
import type { SnapshotRecord } from './snapshots.js'

/** What a snapshot must say of itself once it is there. */
export type KnownSnapshot = DomainSnapshotConfig & { readonly name: string }

/** The snapshots of one domain, as a driver keeps them: who came after whom, and from which one the domain goes on. */
export class SnapshotTree {
  /** The name of the one that the domain goes on from. */
  current: string | undefined
  readonly #byName: Map<string, KnownSnapshot>

  constructor(snapshots: Iterable<KnownSnapshot> = [], current?: string) {
    this.#byName = new Map(Array.from(snapshots, (each) => [each.name, each]))
    this.current = current !== undefined && this.#byName.has(current) ? current : undefined
  }

  get size(): number {
    return this.#byName.size
  }

  has(name: string): boolean {
    return this.#byName.has(name)
  }

  /** @throws NO_DOMAIN_SNAPSHOT */
  get(name: string): KnownSnapshot {
    const found = this.#byName.get(name)
    if (found) return found
    throw new VirtError('NO_DOMAIN_SNAPSHOT', `no domain snapshot with matching name '${name}'`)
  }

  /** @throws NO_DOMAIN_SNAPSHOT when there is none */
  getCurrent(): KnownSnapshot {
    if (this.current !== undefined) return this.get(this.current)
    throw new VirtError('NO_DOMAIN_SNAPSHOT', 'the domain does not have a current snapshot')
  }

  /** Add one, or replace the one of its name. */
  set(snapshot: KnownSnapshot): void {
    this.#byName.set(snapshot.name, snapshot)
  }

  /** Those that came right after it, by name. */
  childrenOf(name: string | undefined): readonly KnownSnapshot[] {
    const children = [...this.#byName.values()].filter((each) => this.#parentOf(each) === name)
    return children.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** All that descend from it, parents before their children. */
  below(name: string | undefined): readonly KnownSnapshot[] {
    return this.childrenOf(name).flatMap((child) => [child, ...this.below(child.name)])
  }

  /** The children of one as they are when it is gone: those of its parent. */
  orphansOf(name: string): readonly KnownSnapshot[] {
    const { parent } = this.get(name)
    return this.childrenOf(name).map(({ parent: _gone, ...child }) =>
      parent === undefined ? child : { ...child, parent },
    )
  }

  /** Take one out. Its children become those of its parent; so does what the domain goes on from. */
  delete(name: string): void {
    const { parent } = this.get(name)
    for (const orphan of this.orphansOf(name)) this.set(orphan)
    this.#byName.delete(name)
    if (this.current === name) this.current = parent
  }

  /** Forget all. */
  clear(): void {
    this.#byName.clear()
    this.current = undefined
  }

  /** One as a listing shows it. @throws NO_DOMAIN_SNAPSHOT */
  record(name: string): SnapshotRecord {
    const snapshot = this.get(name)
    const { state = 'nostate', creationTime = 0, description } = snapshot
    const parent = this.#parentOf(snapshot)
    return {
      name,
      ...(parent !== undefined && { parent }),
      children: this.childrenOf(name).length,
      state,
      creationTime,
      current: this.current === name,
      location: isExternal(snapshot) ? 'external' : 'internal',
      ...(description !== undefined && { description }),
    }
  }

  /** All of them, parents before their children. */
  records(): readonly SnapshotRecord[] {
    return this.below(undefined).map(({ name }) => this.record(name))
  }

  /** A parent that is not known (any more) is none. */
  #parentOf({ parent }: KnownSnapshot): string | undefined {
    return parent !== undefined && this.#byName.has(parent) ? parent : undefined
  }
}

/** Whether any part of a snapshot is in a file of its own. */
export function isExternal({ memory, disks = [] }: DomainSnapshotConfig): boolean {
  return memory?.snapshot === 'external' || disks.some(({ snapshot }) => snapshot === 'external')
}

/** The name of a new snapshot, which may become the name of a file. @throws XML_ERROR */
export function checkSnapshotName(name: string): string {
  const wrong = complaints.find(([shape]) => shape.test(name))
  if (!wrong) return name
  throw new VirtError('XML_ERROR', `invalid snapshot name '${name}': name ${wrong[1]}`)
}

const complaints: readonly (readonly [RegExp, string])[] = [
  [/\//, "can't contain '/'"],
  [/^\./, "can't start with '.'"],
  [/[\0\n]/, "can't contain NUL or newlines"],
  [/^$/, 'must not be empty'],
]

/**
 * A snapshot that exists already, as its user describes it, for a driver to take over.
 *
 * @throws XML_ERROR when the description lacks what every snapshot has, INVALID_ARG when it is not one of this domain.
 */
export function redefinedSnapshot(
  tree: SnapshotTree,
  config: DomainSnapshotConfig,
  uuid: string,
): KnownSnapshot {
  const { name, state, creationTime, parent, domain, domainUuid = domain?.uuid } = config
  if (name === undefined) throw new VirtError('XML_ERROR', 'a redefined snapshot must have a name')
  if (creationTime === undefined)
    throw new VirtError('XML_ERROR', 'missing creationTime from existing snapshot')
  if (state === undefined) throw new VirtError('XML_ERROR', 'missing state from existing snapshot')
  if (domainUuid !== undefined && domainUuid !== uuid)
    throw new VirtError('INVALID_ARG', `definition for snapshot ${name} must use uuid ${uuid}`)
  if (
    parent !== undefined &&
    (!tree.has(parent) || [name, ...tree.below(name).map((each) => each.name)].includes(parent))
  )
    throw new VirtError('INVALID_ARG', `parent ${parent} for snapshot ${name} not found`)
  return { ...config, name: checkSnapshotName(name) }
}
