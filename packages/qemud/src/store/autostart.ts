import { mkdirSync, readdirSync } from 'node:fs'
import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { syncDirectory } from './atomic-write.js'

/** Where the definition of a name is kept. */
interface Linked {
  path(name: string): string
}

/** Which of the things defined in a directory start with the host: a symbolic link each, `autostart/NAME.xml`. */
export class AutostartLinks {
  readonly #directory: string
  readonly #definitions: Linked

  constructor(configDirectory: string, definitions: Linked) {
    this.#directory = join(configDirectory, 'autostart')
    this.#definitions = definitions
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
  }

  /** Names of those that have a link. */
  names(): ReadonlySet<string> {
    const links = readdirSync(this.#directory).filter((file) => file.endsWith('.xml'))
    return new Set(links.map((file) => file.slice(0, -'.xml'.length)))
  }

  async set(name: string, autostart: boolean): Promise<void> {
    const target = this.#definitions.path(name)
    const link = join(this.#directory, `${name}.xml`)
    await rm(link, { force: true })
    if (autostart) await symlink(target, link)
    await syncDirectory(this.#directory)
  }

  /** From one name to another. Whoever is killed meanwhile leaves one of them, or both. */
  async move(from: string, to: string): Promise<void> {
    await this.set(to, true)
    await this.set(from, false)
  }
}
