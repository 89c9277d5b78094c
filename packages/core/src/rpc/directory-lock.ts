import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError } from '../errors/virt-error.js'
import { answers } from './answers.js'
import { removeSocket } from './remove-socket.js'

/** Milliseconds for a holder to die, who was just killed, and for others who want the same to find out who gets it. */
const patience = 1000

/**
 * Exclusive possession of a directory, which ends with its process however that dies.
 *
 * Who sees nobody listens on a socket of a name of its own, and looks again: of two, the later one always sees the earlier, so
 * there is never a second holder; and of those who see each other the first by name stays and the others withdraw, so that one of
 * them gets it. A socket that nobody listens on was left by a dead process, and as its name is never used again it can be
 * removed safely.
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
    const end = performance.now() + patience
    do {
      const server = (await living(candidates)).length === 0 && (await contend(candidates, end))
      if (server) return new DirectoryLock(server)
      await sleep(10 + Math.random() * 40)
    } while (performance.now() < end)
    throw new VirtError('RESOURCE_BUSY', `${what} is in use by another process`, {
      origin: 'RPC',
    })
  }

  release(): void {
    this.#server.close()
  }
}

/** Be one of those who want it, until nobody else is. `undefined`: another one goes first. */
async function contend(directory: string, end: number): Promise<Server | undefined> {
  const name = randomBytes(6).toString('hex')
  const server = createServer((socket) => socket.destroy()).unref()
  server.listen(join(directory, name))
  await once(server, 'listening')
  do {
    const all = await living(directory)
    const [first] = all.toSorted()
    if (first === name && all.length === 1) return server
    if (first !== name) break
    await sleep(5)
  } while (performance.now() < end)
  server.close()
  return undefined
}

/** Names on which somebody listens; the others are removed. */
async function living(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory)
  const living = await Promise.all(names.map((name) => isLiving(join(directory, name))))
  return names.filter((_, index) => living[index])
}

async function isLiving(path: string): Promise<boolean> {
  const answered = await answers(path)
  if (!answered) await removeSocket(path)
  return answered
}
