import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { atMost } from '@virt/core/rpc'

/** The unix socket that one QEMU connects its monitor to. It exists only while a connection is expected. */
export class MonitorSocket {
  readonly #server: Server
  readonly #connection: Promise<Socket>

  private constructor(server: Server) {
    this.#server = server
    this.#connection = new Promise((resolve) => {
      server.once('connection', (socket) => resolve(socket.on('error', () => undefined)))
    })
  }

  /** Listen, in place of whatever was left at the path. */
  static async listen(path: string): Promise<MonitorSocket> {
    await rm(path, { force: true })
    const server = createServer()
    server.maxConnections = 1
    atMost(0o600, () => server.listen(path))
    await once(server, 'listening')
    return new MonitorSocket(server)
  }

  /** The one connection. It waits for as long as it takes: race it against something. */
  accept(): Promise<Socket> {
    return this.#connection
  }

  /** Stop listening and remove the socket. The connection, if there is one, stays. */
  close(): void {
    this.#server.close()
  }

  /** Hang up on who has connected, or still does. */
  abandon(): void {
    this.close()
    void this.#connection.then((socket) => socket.destroy())
  }
}
