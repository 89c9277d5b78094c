import { basename, dirname, join } from 'node:path'
import type { Server } from 'node:net'
import { VirtError } from '@virt/core/driver'
import { DirectoryLock, listenAt, longestSocketPath, makeDirectory } from '@virt/core/rpc'
import { trustDirectory } from './trusted-directory.js'

/** What the sockets of the lock have beyond the daemon's own path. */
const longestSuffix = './lock/0123456789ab'.length

const modes = { mode: 0o666, directoryMode: 0o755 }

/** The path that a daemon alone may listen on, from its claim until it is left. */
export class Place {
  readonly #path: string
  readonly #lock: DirectoryLock

  private constructor(path: string, lock: DirectoryLock) {
    this.#path = path
    this.#lock = lock
  }

  /**
   * @throws ACCESS_DENIED for a directory that others could change, RESOURCE_BUSY when another daemon has the path.
   */
  static async claim(path: string): Promise<Place> {
    const longest = longestSocketPath - longestSuffix
    if (Buffer.byteLength(path) > longest)
      throw new VirtError('INVALID_ARG', `socket path '${path}' is longer than ${longest} bytes`, {
        origin: 'PROXY',
      })
    await makeDirectory({ path, ...modes })
    await trustDirectory(dirname(path), [process.geteuid?.() ?? 0])
    const lock = await DirectoryLock.acquire(join(dirname(path), `.${basename(path)}`), `socket '${path}'`)
    return new Place(path, lock)
  }

  listen(): Promise<Server> {
    return listenAt({ path: this.#path, ...modes })
  }

  leave(): void {
    this.#lock.release()
  }
}
