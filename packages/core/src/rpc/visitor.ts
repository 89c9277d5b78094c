import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { contractVersion } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'
import { failure, parseError, violation } from './errors.js'
import { join } from './join.js'
import { asGreeting, asRequest, type Hello, type Id, type ListForms, protocolVersion } from './messages.js'
import { Pace } from './pace.js'
import { Replies } from './replies.js'
import { Session, type SessionContext } from './session.js'
import { Wire } from './wire.js'

/** One connection to the server: greeted, then a session, or one stream of bytes. */
export class Visitor {
  readonly #wire: Wire
  readonly #context: SessionContext
  readonly #hurry: NodeJS.Timeout
  #session: Session | undefined
  #attached: Duplex | undefined

  constructor(socket: Socket, context: SessionContext) {
    const { handshakeTimeout, maxMessage, messagesPerSecond } = context.limits
    socket.allowHalfOpen = true
    this.#context = context
    this.#wire = new Wire(
      socket,
      'the client',
      { message: (message) => this.#receive(message), over: (reason, wrong) => this.#leave(reason, wrong) },
      { holdBack: true, longest: maxMessage, pace: paceOf(messagesPerSecond) },
    )
    this.#hurry = setTimeout(() => this.dismiss(violation('no hello in time')), handshakeTimeout)
  }

  /** Whether it has said what it wants. */
  get greeted(): boolean {
    return this.#session !== undefined || this.#attached !== undefined
  }

  /** Tell why, and hang up. */
  dismiss(reason: VirtError, code?: number): void {
    this.#finish({ jsonrpc: '2.0', id: null, error: failure(reason, code) })
  }

  #receive(message: Readonly<Record<string, unknown>>): void {
    if (this.#session) this.#session.receive(message)
    else this.#greet(message)
  }

  /** A client that says something wrong is told so; one that simply left, in the midst of a message or not, is not missed. */
  #leave(reason: () => VirtError, wrong: boolean): void {
    if (wrong || this.#wire.partial) this.dismiss(violation(reason().message), parseError)
    else this.#finish()
  }

  #finish(last?: object): void {
    clearTimeout(this.#hurry)
    this.#wire.end(last)
    this.#session?.end()
    this.#attached?.destroy()
  }

  #greet(message: Readonly<Record<string, unknown>>): void {
    const { id, method, params } = asRequest(message)
    const { protocol, token, forms } = asGreeting(params)
    if (id === undefined || (method !== 'hello' && method !== 'attach'))
      throw violation('the first message must be hello or attach')
    clearTimeout(this.#hurry)
    if (protocol !== protocolVersion)
      this.#decline(id, violation(`only protocol ${protocolVersion} is spoken here`))
    else if (method === 'hello') this.#welcome(id, forms)
    else this.#attach(id, token)
  }

  #decline(id: Id, error: VirtError): void {
    this.#finish({ jsonrpc: '2.0', id, error: failure(error) })
  }

  #welcome(id: Id, forms: ListForms): void {
    const { driver, surface, limits } = this.#context
    const { operations, readOnly } = surface
    const result: Hello = {
      protocol: protocolVersion,
      contract: contractVersion,
      driver,
      operations,
      readOnly,
      maxPending: limits.maxPending,
    }
    const replies = new Replies(this.#wire, { forms, maxBacklog: limits.maxBacklog }, (reason) =>
      this.dismiss(reason),
    )
    this.#session = new Session(replies, this.#context)
    this.#wire.send({ jsonrpc: '2.0', id, result })
  }

  #attach(id: Id, token: unknown): void {
    const stream = this.#context.tokens.claim(token)
    if (stream) this.#join(id, stream)
    else this.#decline(id, new VirtError('AUTH_FAILED', 'unknown or expired token', { origin: 'RPC' }))
  }

  #join(id: Id, stream: Duplex): void {
    this.#wire.send({ jsonrpc: '2.0', id, result: null })
    this.#attached = this.#wire.release()
    join(this.#attached, stream)
  }
}

function paceOf(messagesPerSecond: number): Pace | undefined {
  return Number.isFinite(messagesPerSecond) ? new Pace(messagesPerSecond) : undefined
}
