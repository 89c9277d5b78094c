import type { JobCall } from '../contract/call.js'
import type { Emit } from '../contract/events.js'
import { VirtError } from '../errors/virt-error.js'
import { failure } from './errors.js'
import type { Id } from './messages.js'
import type { Wire } from './wire.js'

/** All that a server says to one client about its requests. */
export class Replies {
  readonly #wire: Wire
  readonly #maxBacklog: number
  readonly #dismiss: (reason: VirtError) => void

  /** `dismiss` is for a client that cannot be served on: one that would have to miss events. */
  constructor(wire: Wire, maxBacklog: number, dismiss: (reason: VirtError) => void) {
    this.#wire = wire
    this.#maxBacklog = maxBacklog
    this.#dismiss = dismiss
  }

  /** An answer that cannot be sent becomes an error that can. */
  answer(id: Id, result: unknown): void {
    try {
      this.#wire.send({ jsonrpc: '2.0', id, result: result ?? null })
    } catch (thrown) {
      this.refuse(id, VirtError.from(thrown))
    }
  }

  refuse(id: Id, error: VirtError): void {
    try {
      this.#wire.send({ jsonrpc: '2.0', id, error: failure(error) })
    } catch (thrown) {
      this.#wire.send({ jsonrpc: '2.0', id, error: failure(VirtError.from(thrown)) })
    }
  }

  /** Only the newest counts, so none is sent to a client that has not read the last. */
  progress(id: Id): JobCall['progress'] {
    return (progress) => {
      if (!this.#wire.congested)
        this.#wire.send({ jsonrpc: '2.0', method: 'progress', params: { id, progress } })
    }
  }

  events(id: Id): Emit<unknown> {
    return (event) => {
      try {
        if (this.#wire.backlog > this.#maxBacklog) throw tooSlow()
        this.#wire.send({ jsonrpc: '2.0', method: 'event', params: { id, event } })
      } catch (thrown) {
        this.#dismiss(VirtError.from(thrown))
      }
    }
  }
}

function tooSlow(): VirtError {
  return new VirtError('RESOURCE_BUSY', 'the client does not keep up with its events', { origin: 'RPC' })
}
