import { lstat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const writableByAll = 0o002

/**
 * Whether programs may be loaded from where the user is: whatever packages are found there or above were put there by this
 * user or root, and not where everybody can put some.
 */
export async function isTrusted(directory: string): Promise<boolean> {
  const user = process.geteuid?.()
  if (user === undefined) return true
  for (let at = directory; ; at = dirname(at)) {
    for (const name of ['node_modules', 'package.json'])
      if (!(await isOwn(join(at, name), user))) return false
    if (at === dirname(at)) return true
  }
}

/** Also when it is not there. */
async function isOwn(path: string, user: number): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  if (!found) return true
  return (found.uid === user || found.uid === 0) && (found.mode & writableByAll) === 0
}
