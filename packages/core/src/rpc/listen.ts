import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { chmod, lstat, mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { dirname } from 'node:path'
import { VirtError } from '../errors/virt-error.js'
import type { ActivatedSocket } from './activation.js'
import { answers } from './answers.js'
import { atMost } from './at-most.js'
import { removeSocket } from './remove-socket.js'

/** A unix socket that a daemon listens on: who may connect is a matter of its mode, and of its directory's. */
export interface SocketPlace {
  readonly path: string
  readonly mode: number
  readonly directoryMode: number
}

/** The longest path of a unix socket, in bytes. */
export const longestSocketPath = 107

/** Make the directory of a socket if it is not there. One that is there stays as it is: it may not be ours. */
export async function makeDirectory({ path, directoryMode }: SocketPlace): Promise<void> {
  const made = await mkdir(dirname(path), { recursive: true, mode: directoryMode })
  if (made !== undefined) await chmod(dirname(path), directoryMode)
}

/**
 * Listen in place of a dead daemon's socket. Connections come paused, so that nothing is read of those that
 * {@link serve} lets wait.
 *
 * @throws RESOURCE_BUSY when a living one listens there, or something lies there that is no socket; INVALID_ARG for a
 * path that is too long.
 */
export async function listenAt({ path, mode }: SocketPlace): Promise<Server> {
  if (Buffer.byteLength(path) > longestSocketPath)
    throw new VirtError('INVALID_ARG', `socket path '${path}' is longer than ${longestSocketPath} bytes`, {
      origin: 'RPC',
    })
  if (await isOther(path)) throw busy(`'${path}' is there, and no socket`)
  if (await answers(path)) throw busy(`another daemon listens on '${path}'`)
  await removeSocket(path)
  const server = createServer({ pauseOnConnect: true })
  const listening = once(server, 'listening')
  atMost(mode, () => server.listen(path))
  await listening
  chmodSync(path, mode)
  return server
}

/** The same on a socket that the service manager listens on. */
export async function listenOn({ listen }: ActivatedSocket): Promise<Server> {
  const server = createServer({ pauseOnConnect: true })
  server.listen(listen)
  await once(server, 'listening')
  return server
}

async function isOther(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  return found !== undefined && !found.isSocket()
}

function busy(detail: string): VirtError {
  return new VirtError('RESOURCE_BUSY', detail, { origin: 'RPC' })
}
