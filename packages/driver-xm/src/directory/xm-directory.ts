import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Emit, LifecycleEvent, Unsubscribe } from '@virt/core/driver'
import { refusal } from '../refusal.js'
import { failed, systemCode } from '../system-error.js'
import { AutostartLinks } from './autostart-links.js'
import { changesBetween } from './changes.js'
import type { Definition } from './definition.js'
import { DirectoryWatch } from './directory-watch.js'
import { checkFileName } from './file-names.js'
import { Queue } from './queue.js'
import type { Snapshot } from './snapshot.js'
import { Snapshots } from './snapshots.js'
import { createFile, replaceFile, syncDirectory } from './write-file.js'

const attempts = 5

/**
 * A directory of configuration files. Every question looks whether the files are still those that were read; nobody else
 * needs to be told of changes, and nobody else's change is missed.
 */
export class XmDirectory {
  readonly path: string
  readonly autostarts: AutostartLinks
  readonly #snapshots: Snapshots
  readonly #changes = new Queue()
  readonly #listeners = new Set<Emit<LifecycleEvent>>()
  readonly #watch: DirectoryWatch

  constructor(path: string) {
    this.path = path
    this.autostarts = new AutostartLinks(join(path, 'auto'))
    this.#snapshots = new Snapshots(path, (before, after) => this.#tell(before, after))
    this.#watch = new DirectoryWatch(path, () => this.#lookAgain())
  }

  /** As of the last look. */
  get latest(): Snapshot {
    return this.#snapshots.latest
  }

  /** As of now. */
  look(): Promise<Snapshot> {
    return this.#snapshots.look()
  }

  /**
   * Write the file of a new domain.
   * @throws OPERATION_FAILED when its place is taken by what defines no domain of that name.
   */
  create(name: string, text: string): Promise<Definition> {
    checkFileName(name)
    const path = join(this.path, name)
    return this.#changes.run(async () => {
      const made = await createFile(path, text)
      const { byName } = await this.look()
      const definition = byName.get(name)
      if (made && definition?.path === path) return definition
      throw refusal('OPERATION_FAILED', `cannot define domain '${name}': ${this.#occupant(path)}`)
    })
  }

  /**
   * Rewrite the file of a domain. The text is asked for again when somebody else was faster.
   * @throws NO_DOMAIN, or whatever `find` and `rewrite` throw.
   */
  rewrite(
    find: (snapshot: Snapshot) => Definition,
    rewrite: (definition: Definition) => string,
  ): Promise<Definition> {
    return this.#changes.run(async () => {
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const before = find(await this.look())
        if (await replaceFile(before.path, rewrite(before), before.stamp)) return find(await this.look())
      }
      throw refusal('OPERATION_FAILED', 'the file is changed by somebody else all the time')
    })
  }

  remove(find: (snapshot: Snapshot) => Definition): Promise<void> {
    return this.#changes.run(async () => {
      const { path } = find(await this.look())
      await this.autostarts.set(path, false)
      try {
        await rm(path)
        await syncDirectory(this.path)
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') throw failed(error, 'OPERATION_FAILED', `cannot remove '${path}'`)
      }
      await this.look()
    })
  }

  setAutostart(find: (snapshot: Snapshot) => Definition, autostart: boolean): Promise<void> {
    return this.#changes.run(async () => this.autostarts.set(find(await this.look()).path, autostart))
  }

  /** Tell what happens to definitions from now on, whoever does it. */
  async listen(emit: Emit<LifecycleEvent>): Promise<Unsubscribe> {
    const release = this.#watch.hold()
    const listener: Emit<LifecycleEvent> = (event) => emit(event)
    try {
      await this.look()
    } catch (error) {
      release()
      throw error
    }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      release()
    }
  }

  close(): void {
    this.#listeners.clear()
    this.#watch.close()
  }

  #tell(before: Snapshot, after: Snapshot): void {
    if (this.#listeners.size === 0) return
    for (const event of changesBetween(before, after)) this.#listeners.forEach((emit) => emit(event))
  }

  async #lookAgain(): Promise<boolean> {
    await this.look().catch(() => undefined)
    return this.#snapshots.unsettled
  }

  #occupant(path: string): string {
    const problem = this.latest.problemOf(path)
    if (problem) return `'${path}' is not replaced (${problem.reason})`
    const other = this.latest.definitions.find((definition) => definition.path === path)
    if (other) return `'${path}' defines the domain '${other.name}'`
    return `'${path}' is in the way`
  }
}
