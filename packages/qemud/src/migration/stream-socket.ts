import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, Socket, type Server } from 'node:net'
import { join } from 'node:path'
import { atMost } from '@virt/core/rpc'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'

export const streamSuffix = '.mig'

/** The unix socket that the state of one guest goes through. */
export function streamPath({ layout }: EngineContext, { uuid }: ManagedDomain): string {
  return join(layout.sockets, `${uuid}${streamSuffix}`)
}

/** Where one QEMU sends its state to. Nothing of it is read here. */
export class StreamSocket {
  /** The connection, once there is one. */
  readonly connection: Promise<Socket>
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.connection = new Promise((resolve) => {
      server.once('connection', (socket) => resolve(socket.on('error', () => undefined)))
    })
  }

  static async listen(path: string): Promise<StreamSocket> {
    await rm(path, { force: true })
    const server = createServer({ pauseOnConnect: true })
    server.maxConnections = 1
    atMost(0o600, () => server.listen(path))
    await once(server, 'listening')
    return new StreamSocket(server)
  }

  close(): void {
    this.#server.close()
  }
}

/** Connect to where a QEMU expects a state. Nothing is read from it. */
export async function dialStream(path: string): Promise<Socket> {
  const socket = new Socket()
  socket.pause()
  socket.connect(path)
  await once(socket, 'connect')
  return socket.on('error', () => undefined)
}
