import type { Socket } from 'node:net'
import { type Exchange, meaningOf, namesByUuid, recording, requestOf } from './recording.js'
import { requests } from './requests.js'

const loaded = new Map<string, ReadonlyMap<string, Exchange>>()

function exchangesOf(directory: string): ReadonlyMap<string, Exchange> {
  const known = loaded.get(directory) ?? recording(directory)
  loaded.set(directory, known)
  return known
}

/**
 * Answers with the bytes of recorded exchanges of a folder: each is named by its number. Of several that fit a request, the first is
 * played that was not yet, and the last one again and again.
 */
export class Player {
  /** The names of the exchanges that were played, in order. */
  readonly played: string[] = []
  /** What was asked beside them. */
  readonly strays: string[] = []
  readonly #chosen: readonly Exchange[]
  readonly #waiting: Set<Exchange>
  readonly #names: ReadonlyMap<string, string>

  constructor(directory: string, numbers: readonly string[]) {
    const all = exchangesOf(directory)
    this.#chosen = numbers.map((number) => find(all, number))
    this.#waiting = new Set(this.#chosen)
    this.#names = namesByUuid(all.values())
  }

  /** Serve a connection. */
  play(socket: Socket): void {
    requests(socket, (raw) => {
      const exchange = this.#next(raw)
      if (!exchange) socket.end('HTTP/1.1 599 Not recorded\r\nContent-length: 0\r\n\r\n')
      else if (exchange.staysOpen) socket.write(exchange.response)
      else socket.end(exchange.response)
    })
  }

  #next(raw: Buffer): Exchange | undefined {
    const meaning = meaningOf(requestOf(raw), this.#names)
    const fitting = this.#chosen.filter(({ request }) => meaningOf(request, this.#names) === meaning)
    const exchange = fitting.find((each) => this.#waiting.has(each)) ?? fitting.at(-1)
    if (exchange) {
      this.#waiting.delete(exchange)
      this.played.push(exchange.name)
    } else this.strays.push(meaning)
    return exchange
  }
}

function find(all: ReadonlyMap<string, Exchange>, number: string): Exchange {
  const found = [...all.values()].find(({ name }) => name.startsWith(`${number}-`))
  if (found) return { ...found }
  throw new Error(`no exchange ${number} is recorded`)
}
