import type { Server, Socket } from 'node:net'
import type { DriverConnection } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'
import { QueueAtDoor } from './queue-at-door.js'
import { defaultLimits, type ServeLimits } from './serve-limits.js'
import type { SessionContext } from './session.js'
import { StreamTokens } from './stream-tokens.js'
import { Surface } from './surface.js'
import { Visitor } from './visitor.js'

export interface ServeOptions extends Partial<ServeLimits> {
  /** Refuse every change with OPERATION_DENIED, and questions for secrets too. Default false. */
  readonly readOnly?: boolean
}

/** A socket on which a driver connection is served. */
export interface RpcServer {
  /** Open connections, those that wait, those in their handshake and consoles included. */
  readonly clients: number
  /** Be told the number whenever it changes; the answer ends it. */
  on(type: 'clients', listener: (clients: number) => void): () => void
  /** Stop listening, abort every call, hang up on all clients. The driver connection stays open. */
  close(): Promise<void>
}

/**
 * Offer a driver connection on a listening socket, for {@link connect} at the other end. Several sockets may offer the
 * same connection, each with its own options; who may connect is a matter of the socket's mode.
 *
 * A client that does not keep to the protocol loses its own connection and nothing else. When the driver connection is
 * lost, every client is told the reason and let go.
 */
export function serve(connection: DriverConnection, server: Server, options: ServeOptions = {}): RpcServer {
  return new ServedSocket(connection, server, options)
}

class ServedSocket implements RpcServer {
  readonly #server: Server
  readonly #context: SessionContext
  readonly #queue: QueueAtDoor | undefined
  readonly #visitors = new Map<Socket, Visitor>()
  /** Those that have not said hello when they were last looked at, the oldest first. */
  readonly #silent = new Set<Socket>()
  /** Those that are being told why they must go. */
  readonly #leaving = new Set<Socket>()
  readonly #listeners = new Set<(clients: number) => void>()
  /** Made once: to be refused must cost less than to ask. */
  readonly #full: VirtError
  #lost: VirtError | undefined
  #closing: Promise<void> | undefined

  constructor(connection: DriverConnection, server: Server, options: ServeOptions) {
    const { readOnly = false, ...given } = options
    const surface = new Surface(connection, readOnly)
    const limits = { ...defaultLimits, ...given }
    const many = `${limits.maxClients} clients are connected`
    this.#full = new VirtError('RESOURCE_BUSY', many, { origin: 'RPC' })
    this.#server = server
    this.#context = { driver: connection.driver, surface, tokens: new StreamTokens(), limits }
    const { connectionsPerSecond } = limits
    if (connectionsPerSecond < Infinity) this.#queue = new QueueAtDoor(connectionsPerSecond, this.#receive)
    server.on('connection', this.#accept)
    void connection.lost?.then((error) => this.#dismissAll((this.#lost = error)))
  }

  get clients(): number {
    return this.#visitors.size + (this.#queue?.length ?? 0)
  }

  on(_type: 'clients', listener: (clients: number) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  close(): Promise<void> {
    return (this.#closing ??= new Promise((resolve) => {
      this.#server.off('connection', this.#accept).close(() => resolve())
      this.#queue?.clear()
      this.#dismissAll(new VirtError('CONNECTION_LOST', 'the server ends', { origin: 'RPC' }))
    }))
  }

  readonly #accept = (socket: Socket): void => {
    if (!this.#queue) return this.#receive(socket)
    this.#queue.join(socket)
    this.#tell()
  }

  readonly #receive = (socket: Socket): void => {
    const visitor = new Visitor(socket, this.#context)
    socket.resume()
    const refusal = this.#lost ?? this.#noRoom()
    if (refusal) this.#turnAway(socket, visitor, refusal)
    else this.#admit(socket, visitor)
  }

  #admit(socket: Socket, visitor: Visitor): void {
    this.#visitors.set(socket, visitor)
    this.#silent.add(socket)
    socket.once('close', () => {
      this.#visitors.delete(socket)
      this.#silent.delete(socket)
      this.#tell()
    })
    this.#tell()
  }

  #noRoom(): VirtError | undefined {
    if (this.#visitors.size < this.#context.limits.maxClients) return undefined
    const silent = this.#longestSilent()
    if (!silent) return this.#full
    this.#visitors.delete(silent[0])
    this.#turnAway(...silent, this.#full)
    return undefined
  }

  #longestSilent(): [Socket, Visitor] | undefined {
    for (const socket of this.#silent) {
      this.#silent.delete(socket)
      const visitor = this.#visitors.get(socket)
      if (visitor && !visitor.greeted) return [socket, visitor]
    }
    return undefined
  }

  /** A crowd that is turned away may not fill the house while it is told so. */
  #turnAway(socket: Socket, visitor: Visitor, reason: VirtError): void {
    this.#leaving.add(socket)
    socket.once('close', () => this.#leaving.delete(socket))
    visitor.dismiss(reason)
    if (this.#leaving.size <= this.#context.limits.maxClients) return
    const [longest] = this.#leaving
    longest?.destroy()
  }

  #dismissAll(reason: VirtError): void {
    for (const visitor of this.#visitors.values()) visitor.dismiss(reason)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.clients)
  }
}
