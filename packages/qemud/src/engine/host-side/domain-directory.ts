import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Layout } from '../../store/layout.js'

/** Where a running domain has the sockets that are its own. Made when one is needed. */
export function domainDirectory({ sockets }: Layout, { uuid }: { readonly uuid: string }): string {
  return join(sockets, uuid)
}

/** Make the directory if a command line has paths in it. What an earlier run left there is gone. */
export function makeDomainDirectory(path: string, argv: readonly string[]): void {
  if (!argv.some((word) => word.includes(path))) return
  removeDomainDirectory(path)
  mkdirSync(path, { mode: 0o700 })
}

export function removeDomainDirectory(path: string): void {
  rmSync(path, { recursive: true, force: true })
}
