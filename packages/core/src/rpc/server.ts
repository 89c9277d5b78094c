import type { Server, Socket } from 'node:net'
import type { DriverConnection } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'
import type { SessionContext } from './session.js'
import { StreamTokens } from './stream-tokens.js'
import { Surface } from './surface.js'
import { Visitor } from './visitor.js'

export interface ServeOptions {
  /** Refuse every change with OPERATION_DENIED, and questions for secrets too. Default false. */
  readonly readOnly?: boolean
  /** Calls, subscriptions and streams that one client may have at a time; one more is RESOURCE_BUSY. Default 256. */
  readonly maxPending?: number
  /** Connections at a time; one more is told RESOURCE_BUSY and closed. Default 1000. */
  readonly maxClients?: number
  /** Milliseconds until a client must have said hello. Default 5000. */
  readonly handshakeTimeout?: number
}

/** A socket on which a driver connection is served. */
export interface RpcServer {
  /** Open connections, those in their handshake and consoles included. */
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
  readonly #maxClients: number
  readonly #handshakeTimeout: number
  readonly #visitors = new Map<Socket, Visitor>()
  readonly #listeners = new Set<(clients: number) => void>()
  #lost: VirtError | undefined
  #closing: Promise<void> | undefined

  constructor(connection: DriverConnection, server: Server, options: ServeOptions) {
    const { readOnly = false, maxPending = 256, maxClients = 1000, handshakeTimeout = 5000 } = options
    const surface = new Surface(connection, readOnly)
    this.#server = server
    this.#context = { driver: connection.driver, surface, tokens: new StreamTokens(), maxPending }
    this.#maxClients = maxClients
    this.#handshakeTimeout = handshakeTimeout
    server.on('connection', this.#accept)
    void connection.lost?.then((error) => this.#dismissAll((this.#lost = error)))
  }

  get clients(): number {
    return this.#visitors.size
  }

  on(_type: 'clients', listener: (clients: number) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  close(): Promise<void> {
    return (this.#closing ??= new Promise((resolve) => {
      this.#server.off('connection', this.#accept).close(() => resolve())
      this.#dismissAll(new VirtError('CONNECTION_LOST', 'the server ends', { origin: 'RPC' }))
    }))
  }

  readonly #accept = (socket: Socket): void => {
    const visitor = new Visitor(socket, this.#context, this.#handshakeTimeout)
    const refusal = this.#lost ?? this.#full()
    if (refusal) visitor.dismiss(refusal)
    else this.#admit(socket, visitor)
  }

  #admit(socket: Socket, visitor: Visitor): void {
    this.#visitors.set(socket, visitor)
    socket.once('close', () => {
      this.#visitors.delete(socket)
      this.#tell()
    })
    this.#tell()
  }

  #full(): VirtError | undefined {
    if (this.#visitors.size < this.#maxClients) return undefined
    return new VirtError('RESOURCE_BUSY', `${this.#maxClients} clients are connected`, { origin: 'RPC' })
  }

  #dismissAll(reason: VirtError): void {
    for (const visitor of this.#visitors.values()) visitor.dismiss(reason)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.clients)
  }
}
