import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where this user keeps what is made of these files: another path when one of them changes.
 * @param {string} name
 * @param {readonly URL[]} files
 */
export function cachePath(name, files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(cache, 'virt-tools', `${name}-${hash.digest('hex').slice(0, 12)}`)
}
