import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DomainRef } from '@virt/core/driver'
import { writeQuickly } from './atomic-write.js'

const cookies = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The migrations whose guest was let run here, whatever has become of it since: one file per migration, for as long as the
 * host is up. Their source may ask again, much later, and must not let its older state run.
 */
export class Arrivals {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Without waiting for the disk: a crash of the host ends the source's guest too. */
  keep(cookie: string, { name, uuid }: DomainRef): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
    writeQuickly(this.#path(cookie), JSON.stringify({ version: 1, name, uuid }))
  }

  /** It did not run here after all. */
  forget(cookie: string): void {
    rmSync(this.#path(cookie), { force: true })
  }

  /** The domain that came by a migration. */
  find(cookie: string): DomainRef | undefined {
    if (!cookies.test(cookie)) return undefined
    try {
      const { name, uuid } = JSON.parse(readFileSync(this.#path(cookie), 'utf8')) as DomainRef
      return { name, uuid }
    } catch {
      return undefined
    }
  }

  #path(cookie: string): string {
    return join(this.#directory, `${cookie}.json`)
  }
}
