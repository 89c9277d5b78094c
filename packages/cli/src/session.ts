import type { CallOptions, Connection } from '@virt/core'
import { defaultUri } from './connect/default-uri.js'
import { connect } from './connect/connect.js'
import type { Environment } from './environment.js'
import type { Output } from './output/output.js'
import { Failure } from './parser/failure.js'

export interface SessionSettings {
  /** The URI that was asked for by name; absent: to be found. */
  readonly uri?: string
  readonly readOnly: boolean
  readonly interactive: boolean
  /** How a console is left: `^]`. */
  readonly escape: string
}

/** What commands share: the connection, the output, the working directory, the way to stop. */
export class Session {
  readonly output: Output
  readonly environment: Environment
  readonly interactive: boolean
  readonly escape: string
  cwd: string
  /** Set by `quit`. */
  ended = false
  #uri: string | undefined
  #readOnly: boolean
  #connection: Promise<Connection> | undefined
  #call = new AbortController()

  constructor(output: Output, environment: Environment, settings: SessionSettings) {
    this.output = output
    this.environment = environment
    this.interactive = settings.interactive
    this.escape = settings.escape
    this.cwd = environment.cwd
    this.#uri = settings.uri
    this.#readOnly = settings.readOnly
  }

  get readOnly(): boolean {
    return this.#readOnly
  }

  /** Given to every call, so that Ctrl-C and a closed pipe stop it. */
  get call(): CallOptions {
    return { signal: this.signal }
  }

  get signal(): AbortSignal {
    return AbortSignal.any([this.#call.signal, this.output.gone])
  }

  /** Opened when the first command needs it. */
  connection(): Promise<Connection> {
    return (this.#connection ??= this.#open())
  }

  /** Leave the connection for another one, or for the same again. */
  async connect(uri: string | undefined, readOnly: boolean): Promise<void> {
    await this.disconnect()
    this.#uri = uri ?? this.#uri
    this.#readOnly = readOnly
    await this.connection()
  }

  async disconnect(): Promise<void> {
    const connection = this.#connection
    this.#connection = undefined
    await connection?.then(
      (open) => open.close(),
      () => undefined,
    )
  }

  /** Ctrl-C: what runs now ends with OPERATION_ABORTED, and so does what would follow it. `false`: that was tried before. */
  interrupt(): boolean {
    if (this.#call.signal.aborted) return false
    this.#call.abort()
    return true
  }

  /** After an interrupt, begin again. */
  renew(): void {
    if (this.#call.signal.aborted) this.#call = new AbortController()
  }

  async #open(): Promise<Connection> {
    try {
      const uri = this.#uri ?? (await defaultUri(this.environment))
      const connection = await connect(uri, this.#readOnly, this)
      await connection.on('lost', () => (this.#connection = undefined))
      return connection
    } catch (cause) {
      this.#connection = undefined
      throw new Failure('failed to connect to the hypervisor', { cause })
    }
  }
}
