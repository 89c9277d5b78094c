import type { KnownSnapshot, SnapshotTree } from '@virt/core/driver'
import { targetsOf } from './targets.js'
import type { SnapshotFiles, UnfinishedSnapshot } from '../store/snapshots.js'

/** The snapshots of all domains: each tree is read when it is first asked for, and what changes it is written down first. */
export class KeptSnapshots {
  readonly #files: SnapshotFiles
  readonly #trees = new Map<string, SnapshotTree>()

  constructor(files: SnapshotFiles) {
    this.#files = files
  }

  of(uuid: string): SnapshotTree {
    const known = this.#trees.get(uuid)
    if (known) return known
    const tree = this.#files.load(uuid)
    this.#trees.set(uuid, tree)
    return tree
  }

  /** Keep one that is there. */
  async keep(uuid: string, snapshot: KnownSnapshot, current: boolean): Promise<void> {
    const tree = this.of(uuid)
    await this.#files.save(uuid, snapshot)
    tree.set(snapshot)
    if (current) await this.setCurrent(uuid, snapshot.name)
  }

  /** Make one, and keep it: a next engine does not believe in one that was never finished. */
  async make(
    uuid: string,
    snapshot: KnownSnapshot,
    reuse: boolean,
    work: () => Promise<void>,
  ): Promise<void> {
    const tree = this.of(uuid)
    const staged = await this.#files.begin(uuid, snapshot, reuse)
    try {
      await work()
    } catch (error) {
      await staged.discard()
      throw error
    }
    await staged.commit()
    tree.set(snapshot)
    tree.current = snapshot.name
  }

  /** Those that an earlier engine was killed in, if they have images of their own: to be kept or dropped before anything else. */
  unfinished(uuid: string): readonly UnfinishedSnapshot[] {
    return this.#files.unfinished(uuid).filter(({ snapshot }) => targetsOf(snapshot, 'external').length > 0)
  }

  async drop(uuid: string, name: string): Promise<void> {
    await this.#files.remove(uuid, name)
  }

  async setCurrent(uuid: string, name: string | undefined): Promise<void> {
    await this.#files.saveCurrent(uuid, name)
    this.of(uuid).current = name
  }

  /** Forget one: its children become those of its parent. */
  async forget(uuid: string, name: string): Promise<void> {
    const tree = this.of(uuid)
    for (const orphan of tree.orphansOf(name)) await this.#files.save(uuid, orphan)
    if (tree.current === name) await this.#files.saveCurrent(uuid, tree.get(name).parent)
    await this.#files.remove(uuid, name)
    tree.delete(name)
  }

  clear(uuid: string): void {
    this.#files.clear(uuid)
    this.#trees.delete(uuid)
  }
}
