import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError } from '../errors/virt-error.js'
import { answers } from './answers.js'
import { removeSocket } from './remove-socket.js'

const attempts = 4

/**
 * Exclusive possession of a directory, which ends with its process however that dies.
 *
 * Each candidate listens on a socket of its own name and then looks for others: of two, the later one always sees the
 * earlier. A socket that nobody listens on was left by a dead process, and as its name is never used again it can be removed safely.
 */
export class DirectoryLock {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /**
   * @param directory where the sockets are: short enough for their addresses
   * @param what what is possessed, for the error
   * @throws RESOURCE_BUSY when a living process holds it.
   */
  static async acquire(directory: string, what: string = `directory '${directory}'`): Promise<DirectoryLock> {
    const candidates = join(directory, 'lock')
    await mkdir(candidates, { recursive: true, mode: 0o700 })
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const server = await candidate(candidates)
      if (server) return new DirectoryLock(server)
      await sleep(10 + Math.random() * 40 * attempt)
    }
    throw new VirtError('RESOURCE_BUSY', `${what} is in use by another process`, {
      origin: 'RPC',
    })
  }

  release(): void {
    this.#server.close()
  }
}

async function candidate(directory: string): Promise<Server | undefined> {
  const name = randomBytes(6).toString('hex')
  const server = createServer((socket) => socket.destroy()).unref()
  server.listen(join(directory, name))
  await once(server, 'listening')
  const others = (await readdir(directory)).filter((entry) => entry !== name)
  const living = await Promise.all(others.map((other) => isLiving(join(directory, other))))
  if (!living.includes(true)) return server
  server.close()
  return undefined
}

async function isLiving(path: string): Promise<boolean> {
  const answered = await answers(path)
  if (!answered) await removeSocket(path)
  return answered
}
