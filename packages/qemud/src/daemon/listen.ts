import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { dirname } from 'node:path'
import { VirtError } from '@virt/core/driver'
import { answers } from '../store/directory-lock.js'
import { longestSocketPath } from '../store/layout.js'
import { atMost } from '../store/umask.js'
import type { ActivatedSocket } from './activation.js'

/** A socket that the daemon serves. */
export interface SocketPlan {
  readonly path: string
  readonly mode: number
  readonly directoryMode: number
  readonly readOnly: boolean
}

/** The sockets of a scope, in their directory. */
export function plannedSockets(scope: 'session' | 'system', directory: string): SocketPlan[] {
  const path = `${directory}/qemud-sock`
  if (scope === 'session') return [{ path, mode: 0o600, directoryMode: 0o700, readOnly: false }]
  return [
    { path, mode: 0o660, directoryMode: 0o755, readOnly: false },
    { path: `${path}-ro`, mode: 0o666, directoryMode: 0o755, readOnly: true },
  ]
}

/** Make the directory of a socket if it is not there. One that is there stays as it is: it may not be ours. */
export async function makeDirectory({ path, directoryMode }: SocketPlan): Promise<void> {
  const made = await mkdir(dirname(path), { recursive: true, mode: directoryMode })
  if (made !== undefined) await chmod(dirname(path), directoryMode)
}

/**
 * Listen in place of a dead daemon's socket.
 *
 * @throws RESOURCE_BUSY when a living one listens there.
 */
export async function listenAt({ path, mode }: SocketPlan): Promise<Server> {
  if (Buffer.byteLength(path) > longestSocketPath)
    throw new VirtError('INVALID_ARG', `socket path '${path}' is longer than ${longestSocketPath} bytes`, {
      origin: 'QEMU',
    })
  if (await answers(path))
    throw new VirtError('RESOURCE_BUSY', `another daemon listens on '${path}'`, { origin: 'QEMU' })
  await rm(path, { force: true })
  const server = createServer()
  const listening = once(server, 'listening')
  atMost(mode, () => server.listen(path))
  await listening
  chmodSync(path, mode)
  return server
}

/** Serve a socket that the service manager listens on. */
export async function listenOn({ listen }: ActivatedSocket): Promise<Server> {
  const server = createServer()
  server.listen(listen)
  await once(server, 'listening')
  return server
}
