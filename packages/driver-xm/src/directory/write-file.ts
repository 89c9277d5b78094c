import { randomBytes } from 'node:crypto'
import { renameSync, statSync } from 'node:fs'
import { link, open, realpath, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { failed } from '../system-error.js'
import { sameContent, type Stamp, stampOf } from './stamp.js'

/** Whose a file is and what others may do with it. */
interface Access {
  readonly mode: number
  readonly owner?: { readonly uid: number; readonly gid: number }
}

/** Passwords, of VNC for instance, are for the owner alone. */
const secret = /passw/i

/**
 * Make a file of this name: whole, or not at all. `false`: there is something of that name already.
 * @throws WRITE_FAILED or ACCESS_DENIED.
 */
export function createFile(path: string, text: string): Promise<boolean> {
  return written(path, text, { mode: modeFor(text, 0o644) }, async (temporary) => {
    const made = await link(temporary, path).then(() => true, unlessThere)
    await rm(temporary)
    return made
  })
}

/**
 * Replace a file, or what a symbolic link leads to, that is still as it was when it was read: at any moment it is whole, the
 * old or the new. It keeps its owner and its mode. `false`: it has changed since.
 * @throws WRITE_FAILED or ACCESS_DENIED.
 */
export async function replaceFile(path: string, text: string, read: Stamp): Promise<boolean> {
  const target = await realpath(path).catch(() => undefined)
  const stats = target === undefined ? undefined : await stat(target).catch(() => undefined)
  if (target === undefined || stats === undefined) return false
  const { mode, uid, gid } = stats
  return written(
    target,
    text,
    { mode: modeFor(text, mode & 0o777), owner: { uid, gid } },
    async (temporary) => {
      const now = statSync(target, { throwIfNoEntry: false })
      const same = now !== undefined && sameContent(stampOf(now), read)
      if (same) renameSync(temporary, target)
      else await rm(temporary)
      return same
    },
  )
}

/** Make the removal, addition or renaming of a directory's entries survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function modeFor(text: string, usual: number): number {
  return secret.test(text) ? usual & 0o700 : usual
}

function unlessThere(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false
  throw error
}

async function written(
  path: string,
  text: string,
  access: Access,
  settle: (temporary: string) => Promise<boolean>,
): Promise<boolean> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await writeSynced(temporary, text, access)
    const done = await settle(temporary)
    await syncDirectory(dirname(path))
    return done
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw failed(error, 'WRITE_FAILED', `cannot write '${path}'`)
  }
}

async function writeSynced(path: string, text: string, { mode, owner }: Access): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    if (owner) await handle.chown(owner.uid, owner.gid).catch(() => undefined)
    await handle.chmod(mode)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
