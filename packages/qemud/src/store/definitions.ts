import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatDomain, parseDomain, type DomainConfig } from '@virt/core/config'
import type { Warn } from '../engine/warn.js'
import { syncDirectory, writeDurably } from './atomic-write.js'
import { checkName } from './domain-name.js'
import { setAside } from './set-aside.js'

/** The persistent definitions: one `NAME.xml` per domain, in libvirt's format. */
export class Definitions {
  readonly #directory: string
  readonly #warn: Warn

  constructor(directory: string, warn: Warn) {
    this.#directory = directory
    this.#warn = warn
  }

  path(name: string): string {
    checkName(name)
    return join(this.#directory, `${name}.xml`)
  }

  /** Every usable definition. Others are set aside with a warning. */
  load(): DomainConfig[] {
    const files = readdirSync(this.#directory).filter((file) => file.endsWith('.xml'))
    return files
      .sort()
      .map((file) => this.#read(join(this.#directory, file)))
      .filter((config) => config !== undefined)
  }

  async save(config: DomainConfig): Promise<void> {
    await writeDurably(this.path(config.name), formatDomain(config))
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true })
    await syncDirectory(this.#directory)
  }

  #read(path: string): DomainConfig | undefined {
    try {
      const config = parseDomain(readFileSync(path, 'utf8'))
      if (`${config.name}.xml` !== basename(path)) throw new Error(`it defines '${config.name}'`)
      return config
    } catch (error) {
      setAside(path, error, this.#warn)
      return undefined
    }
  }
}
