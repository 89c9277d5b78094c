import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { Player } from '../../../../packages/driver-xend/test/support/player.js'

/** Where the recordings of all versions are; empty when they are not here. */
export const transcripts: string = process.env.XEND_TRANSCRIPTS ?? ''

/** A genuine xend's recorded answers at a socket: a Xen 4.4 with a domain of its own beside those of this host. */
export class RecordedXend {
  readonly path: string
  readonly player: Player
  readonly #sockets = new Set<Socket>()
  readonly #server: Server

  private constructor(path: string, player: Player) {
    this.path = path
    this.player = player
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      player.play(socket)
    })
  }

  /** `numbers`: those of the exchanges that it knows. */
  static async open(path: string, ...numbers: readonly string[]): Promise<RecordedXend> {
    rmSync(path, { force: true })
    const xend = new RecordedXend(path, new Player(`${transcripts}/4.4.4`, ['003', ...numbers]))
    await new Promise<void>((resolve) => xend.#server.listen(path, resolve))
    return xend
  }

  [Symbol.dispose](): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }
}
