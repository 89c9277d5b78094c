import { unlink } from 'node:fs/promises'

/**
 * Remove a socket from its directory, if it is there. Not with `rm`, which looks at it first: after a look at a socket
 * Node 20 does not follow the next links to modules that it loads, and finds nothing of theirs.
 */
export async function removeSocket(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
