import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** One request as it came over the wire. */
export interface Request {
  readonly type: number
  readonly id: number
  readonly payload: string
}

export function message(type: number, id: number, payload: string | Buffer): Buffer {
  const body = Buffer.from(payload)
  const header = Buffer.alloc(16)
  header.writeUInt32LE(type, 0)
  header.writeUInt32LE(id, 4)
  header.writeUInt32LE(body.length, 12)
  return Buffer.concat([header, body])
}

/** A store that does wrong: what it answers to each request is up to the test. The answer is the path of its socket. */
export async function fakeStore(answer: (request: Request, socket: Socket) => unknown): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'virt-fake-store-'))
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    let rest = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 16 && rest.length >= 16 + rest.readUInt32LE(12)) {
        const end = 16 + rest.readUInt32LE(12)
        const payload = rest.toString('latin1', 16, end)
        answer({ type: rest.readUInt32LE(0), id: rest.readUInt32LE(4), payload }, socket)
        rest = rest.subarray(end)
      }
    })
  })
  const path = join(directory, 'socket')
  await once(server.listen(path), 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
    rmSync(directory, { recursive: true })
  })
  return path
}
