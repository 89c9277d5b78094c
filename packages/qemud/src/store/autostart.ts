import { mkdirSync, readdirSync } from 'node:fs'
import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { syncDirectory } from './atomic-write.js'
import type { Definitions } from './definitions.js'

/** Which domains start with the host: a symbolic link per domain, `autostart/NAME.xml`. */
export class AutostartLinks {
  readonly #directory: string
  readonly #definitions: Definitions

  constructor(configDirectory: string, definitions: Definitions) {
    this.#directory = join(configDirectory, 'autostart')
    this.#definitions = definitions
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
  }

  /** Names of the domains that have a link. */
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
}
