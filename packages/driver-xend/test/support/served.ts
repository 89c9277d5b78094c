import { type Connection, open, openReadOnly, Registry } from '@virt/core'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { driver } from '../../src/driver.js'

/** What a server does with a connection. */
export type Serve = (socket: Socket) => void

export interface Served {
  readonly uri: string
  readonly path: string
  readonly directory: string
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>
  close(): Promise<void>
}

/** A server at a socket of its own, until it is closed. */
export async function serve(each: Serve): Promise<Served> {
  const directory = mkdtempSync(join(tmpdir(), 'xend-'))
  const path = join(directory, 'xend-socket')
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    each(socket)
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
    rmSync(directory, { recursive: true, force: true })
  }
  return { uri: `xen+unix://${path}`, path, directory, sockets, close }
}

/** The same for one test. */
export async function serveInTest(each: Serve): Promise<Served> {
  const served = await serve(each)
  onTestFinished(() => served.close())
  return served
}

export const registry: Registry = new Registry()
registry.register(driver)

/** A connection to it, for one test. */
export async function connectTo(
  uri: string,
  { readOnly = false, callTimeout = 5_000 }: { readOnly?: boolean; callTimeout?: number } = {},
): Promise<Connection> {
  const connection = await (readOnly ? openReadOnly : open)(uri, { registry, callTimeout, timeout: 5_000 })
  onTestFinished(() => connection.close())
  return connection
}
