import { lstat, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { VirtError } from '@virt/core/driver'

const writableByOthers = 0o022
const sticky = 0o1000

/**
 * Make sure that only its owner, who is one of these users, decides what is in a directory: it is no link, nobody else
 * may write to it, and nobody but them and root can put another one in its place.
 *
 * @throws ACCESS_DENIED, which says what is wrong with which directory; SYSTEM_ERROR when it is not there.
 */
export async function trustDirectory(directory: string, owners: readonly number[]): Promise<void> {
  const { uid, mode, isDirectory } = await look(directory)
  if (!isDirectory) throw distrust(directory, 'is no directory')
  if (!owners.includes(uid)) throw distrust(directory, `belongs to another user (${uid})`)
  if (mode & writableByOthers) throw distrust(directory, 'can be written to by others')
  await trustParents(dirname(await realpath(directory)), new Set([0, ...owners]))
}

async function trustParents(directory: string, owners: ReadonlySet<number>): Promise<void> {
  const { uid, mode } = await look(directory)
  if (!owners.has(uid)) throw distrust(directory, `belongs to another user (${uid})`)
  if (mode & writableByOthers && !(mode & sticky)) throw distrust(directory, 'can be written to by others')
  if (dirname(directory) !== directory) await trustParents(dirname(directory), owners)
}

async function look(directory: string) {
  try {
    const found = await lstat(directory)
    return { uid: found.uid, mode: found.mode, isDirectory: found.isDirectory() }
  } catch (cause) {
    throw new VirtError('SYSTEM_ERROR', `cannot look at '${directory}'`, { origin: 'PROXY', cause })
  }
}

function distrust(directory: string, reason: string): VirtError {
  return new VirtError('ACCESS_DENIED', `'${directory}' ${reason}`, { origin: 'PROXY' })
}
