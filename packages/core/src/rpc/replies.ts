import type { JobCall } from '../contract/call.js'
import type { Emit } from '../contract/events.js'
import { VirtError } from '../errors/virt-error.js'
import { failure } from './errors.js'
import type { Id, ListForms } from './messages.js'
import { rowsOfTable, tableOf } from './table.js'
import type { Wire } from './wire.js'

/**
 * Entries that one message has of a list. Long texts are slow in V8, which takes memory from the system for each of more than
 * 128 KB; and while the client reads one part, the next is written.
 */
const entriesOfPart = rowsOfTable

export interface ReplyOptions {
  readonly forms: ListForms
  /** Bytes that a client may leave unread when an event is due. */
  readonly maxBacklog: number
}

/** All that a server says to one client about its requests. */
export class Replies {
  readonly #wire: Wire
  readonly #options: ReplyOptions
  readonly #dismiss: (reason: VirtError) => void

  /** `dismiss` is for a client that cannot be served on: one that would have to miss events. */
  constructor(wire: Wire, options: ReplyOptions, dismiss: (reason: VirtError) => void) {
    this.#wire = wire
    this.#options = options
    this.#dismiss = dismiss
  }

  /** An answer that cannot be sent becomes an error that can. */
  answer(id: Id, result: unknown): void {
    try {
      const rest = this.#options.forms.parts && Array.isArray(result) ? this.#begin(id, result) : result
      this.#wire.send({ jsonrpc: '2.0', id, result: rest ?? null })
    } catch (thrown) {
      this.refuse(id, VirtError.from(thrown))
    }
  }

  /** Send all of a list but its last part. */
  #begin(id: Id, list: readonly unknown[]): readonly unknown[] {
    let from = 0
    for (; list.length - from > entriesOfPart; from += entriesOfPart) {
      const rows = list.slice(from, from + entriesOfPart)
      const part = (this.#options.forms.tables && tableOf(rows)) || rows
      this.#wire.send({ jsonrpc: '2.0', method: 'part', params: { id, part } })
    }
    return from === 0 ? list : list.slice(from)
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
        if (this.#wire.backlog > this.#options.maxBacklog) throw tooSlow()
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
