import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cachePath } from '../lib/cache.mjs'

const script = new URL('build.sh', import.meta.url)
const sources = ['no-xen.c', 'no-xen.map'].map((name) => new URL(name, import.meta.url))

/** The folder of the daemon and its libraries. */
export const programs = cachePath('xenstored', [script, ...sources])

/** Download and compile, unless that has been done. Several processes may ask at once. */
export async function install() {
  if (!existsSync(programs)) await promisify(execFile)(fileURLToPath(script), [programs])
}

/** What the daemon is that is here, or can be fetched from Debian and given its libraries. Nothing where neither is so. */
export function storeVersion() {
  return existsSync(programs) || installable() ? `Xen 4.17, ${basename(programs)}` : undefined
}

function installable() {
  return succeeds('gcc', '--version') && succeeds('apt-cache', 'show', 'xen-utils-4.17')
}

function succeeds(command, ...args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
