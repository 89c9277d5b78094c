import type { Call } from '@virt/core/driver'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Dispatcher } from 'undici'
import { type Answer, exchange, ExchangeError } from './exchange.js'
import { failure, refusal } from './failure.js'
import type { XendPlace } from './place.js'
import { Slots } from './slots.js'

/** xend answers 413, and mostly resets the connection, to a body that is one byte longer. */
const mostBodyBytes = 10_000

/**
 * Connections at one time for what is answered at once: fewer than xend lets wait to be accepted. What takes its time has
 * connections of its own, so that no question waits for a core dump.
 */
const connections = 4

const headers = { Accept: 'application/sxp' }
const formHeaders = { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }

/** Names with their values; what is undefined is left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>

export interface PostOptions {
  /** It may take as long as it wants. */
  readonly slow?: boolean
}

/**
 * HTTP as xend speaks it. Each request has a connection of its own: xend 3.0.2 and 3.0.3 serve nobody else while one is
 * open, and one that was kept might be closed at the moment in which a change is sent over it.
 */
export class Transport {
  readonly place: XendPlace
  readonly #slots = new Slots(connections)
  /** Those that are not in use have no connection. */
  readonly #idle: Client[] = []
  readonly #clients = new Set<Client>()
  #closed = false

  constructor(place: XendPlace) {
    this.place = place
  }

  get(path: string, call: Call): Promise<Answer> {
    const options = { method: 'GET' as const, path, headers, reset: true }
    return this.#slots.run(() => this.#request(options, call), call)
  }

  /** Sent at most once. CONFIG_UNSUPPORTED, and nothing is sent, when the parameters are more than xend reads. */
  async post(path: string, parameters: Parameters, call: Call, { slow }: PostOptions = {}): Promise<Answer> {
    const body = form(parameters)
    if (body.length > mostBodyBytes)
      throw refusal(
        'CONFIG_UNSUPPORTED',
        `xend reads at most ${mostBodyBytes} bytes of a request, and this one has ${body.length}`,
      )
    const options = { method: 'POST' as const, path, headers: formHeaders, body, reset: true }
    const request = (): Promise<Answer> => this.#request(options, call)
    return slow ? request() : this.#slots.run(request, call)
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#clients].map((client) => client.destroy()))
  }

  async #request(
    options: Dispatcher.DispatchOptions & { method: 'GET' | 'POST' },
    call: Call,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(options, call)
      } catch (thrown) {
        if (!crowded(thrown) || attempt === 40) throw failure(thrown, options.method, this.place.text)
        await sleep(25)
      }
    }
  }

  async #once(options: Dispatcher.DispatchOptions, call: Call): Promise<Answer> {
    if (this.#closed) throw refusal('CONNECTION_LOST', 'closed by this program')
    const client = this.#idle.pop() ?? this.#client()
    try {
      const answer = await exchange(client, options, call)
      if (this.#idle.length < connections) this.#idle.push(client)
      else this.#forget(client)
      return answer
    } catch (thrown) {
      this.#forget(client)
      throw thrown
    }
  }

  #client(): Client {
    const { origin, socketPath } = this.place
    const connect = { socketPath, timeout: 10_000 }
    const client = new Client(origin, { connect, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 })
    this.#clients.add(client)
    return client
  }

  #forget(client: Client): void {
    this.#clients.delete(client)
    void client.destroy()
  }
}

/** Others are waiting to be accepted, and there is no more room: nothing was sent. */
function crowded(thrown: unknown): boolean {
  return thrown instanceof ExchangeError && thrown.code === 'EAGAIN' && !thrown.sent
}

function form(parameters: Parameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()
}
