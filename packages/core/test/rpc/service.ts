import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect as dial, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { DriverConnection } from '../../src/driver.js'
import { connect, type ConnectOptions, type RpcServer, serve, type ServeOptions } from '../../src/rpc.js'
import { TinyDriver } from './tiny-driver.js'

export const socketPath = (): string => join(tmpdir(), `virt-rpc-${randomUUID()}.sock`)

export interface Service<D> {
  readonly driver: D
  readonly path: string
  readonly server: RpcServer
}

/** A driver connection on a unix socket, until the test ends. */
export async function service<D extends DriverConnection = TinyDriver>(
  options?: ServeOptions,
  driver: D = new TinyDriver() as unknown as D,
): Promise<Service<D>> {
  const path = socketPath()
  const listening = createServer()
  const server = serve(driver, listening, options)
  await once(listening.listen(path), 'listening')
  onTestFinished(() => server.close())
  return { driver, path, server }
}

/** A client of such a service, until the test ends. */
export async function client(path: string, options?: ConnectOptions): Promise<DriverConnection> {
  const connection = await connect(path, options)
  onTestFinished(() => connection.close())
  return connection
}

/** A peer that speaks by hand. */
export class Peer {
  readonly socket: Socket
  readonly closed: Promise<unknown>
  readonly #lines: AsyncIterator<string, undefined>

  constructor(path: string) {
    this.socket = dial({ path, allowHalfOpen: true })
    this.closed = new Promise((resolve) => this.socket.once('close', resolve))
    this.socket.on('error', () => undefined)
    this.#lines = createInterface({ input: this.socket })[Symbol.asyncIterator]()
    onTestFinished(() => void this.socket.destroy())
  }

  send(message: unknown): void {
    this.socket.write(`${JSON.stringify(message)}\n`)
  }

  /** The next message, or `undefined` at the end. */
  async next(): Promise<unknown> {
    const line = await this.#lines.next()
    return line.done ? undefined : (JSON.parse(line.value) as unknown)
  }

  async ask(id: number, method: string, params: unknown): Promise<unknown> {
    this.send({ jsonrpc: '2.0', id, method, params })
    return this.next()
  }

  hello(wishes: object = {}): Promise<unknown> {
    return this.ask(0, 'hello', { protocol: 1, ...wishes })
  }
}

/** Wait until it holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}
