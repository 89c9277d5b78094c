import { finished, type Duplex } from 'node:stream'
import type { Unsubscribe } from '../contract/events.js'
import type { OperationTraits } from '../contract/operations.js'
import { VirtError } from '../errors/virt-error.js'
import { violation } from './errors.js'
import { asNotice, asRequest, type Id } from './messages.js'
import type { Replies } from './replies.js'
import { ServedCall } from './served-call.js'
import type { ServeLimits } from './serve-limits.js'
import type { StreamTokens } from './stream-tokens.js'
import type { Surface } from './surface.js'

/** What a session has of its server. */
export interface SessionContext {
  readonly driver: string
  readonly surface: Surface
  readonly tokens: StreamTokens
  readonly limits: ServeLimits
}

type Deliver = (id: Id, result: unknown) => void

/** What one client does after its hello. */
export class Session {
  readonly #replies: Replies
  readonly #context: SessionContext
  readonly #calls = new Map<Id, ServedCall>()
  /** How to end what outlives its call: subscriptions and streams. */
  readonly #kept = new Map<Id, () => void>()

  constructor(replies: Replies, context: SessionContext) {
    this.#replies = replies
    this.#context = context
  }

  receive(message: Readonly<Record<string, unknown>>): void {
    const { id, method, params } = asRequest(message)
    if (id !== undefined) this.#run(id, method, params)
    else if (method === 'cancel') this.#cancel(asNotice(params).id)
  }

  /** The client is gone: end all that it had under way. */
  end(): void {
    for (const id of [...this.#calls.keys(), ...this.#kept.keys()]) this.#cancel(id)
  }

  #cancel(id: Id): void {
    this.#calls.get(id)?.abort()
    const release = this.#kept.get(id)
    this.#kept.delete(id)
    release?.()
  }

  #run(id: Id, method: string, params: unknown): void {
    if (this.#calls.has(id) || this.#kept.has(id)) throw violation(`request ${id} is under way already`)
    this.#attempt(id, method, () => this.#begin(id, method, params))
  }

  #attempt(id: Id, method: string, step: () => void): void {
    try {
      step()
    } catch (thrown) {
      this.#refuse(id, method, thrown)
    }
  }

  #begin(id: Id, method: string, params: unknown): void {
    const { operation, values } = this.#context.surface.admit(method, params)
    const { traits, invoke } = operation
    const pending = this.#calls.size + this.#kept.size
    if (pending >= this.#context.limits.maxPending)
      throw new VirtError('RESOURCE_BUSY', `${pending} calls of this client are under way`, { origin: 'RPC' })
    const call = new ServedCall(traits.result === 'job' ? this.#replies.progress(id) : undefined)
    const answer = invoke(traits.result === 'events' ? [this.#replies.events(id)] : values, call)
    this.#calls.set(id, call)
    answer.then(
      (result) => this.#attempt(id, method, () => this.#deliver[traits.result](id, result)),
      (thrown: unknown) => this.#refuse(id, method, thrown),
    )
  }

  readonly #answer: Deliver = (id, result) => {
    this.#calls.delete(id)
    this.#replies.answer(id, result)
  }

  readonly #deliver: Readonly<Record<OperationTraits['result'], Deliver>> = {
    value: this.#answer,
    job: this.#answer,
    events: (id, result) => {
      const release = (): void => void end(result as Unsubscribe)
      this.#keep(id, release, () => null)
    },
    stream: (id, result) => {
      const stream = result as Duplex
      const release = (): void => void stream.destroy()
      finished(stream, () => this.#kept.get(id) === release && this.#kept.delete(id))
      this.#keep(id, release, () => ({ token: this.#context.tokens.issue(stream) }))
    },
  }

  /** Keep it until the client cancels it or leaves; not at all, if that happened while it was made. */
  #keep(id: Id, release: () => void, result: () => unknown): void {
    const abort = this.#calls.get(id)?.aborted
    if (abort) {
      release()
      this.#refuse(id, undefined, abort)
    } else {
      this.#kept.set(id, release)
      this.#answer(id, result())
    }
  }

  #refuse(id: Id, operation: string | undefined, thrown: unknown): void {
    this.#calls.delete(id)
    this.#replies.refuse(id, VirtError.from(thrown, { operation, driver: this.#context.driver }))
  }
}

async function end(unsubscribe: Unsubscribe): Promise<void> {
  try {
    await unsubscribe()
  } catch {
    // whoever could be told is not interested any more
  }
}
