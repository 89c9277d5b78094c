import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '@virt/core/driver'
import { Flight } from './flight.js'

const longestKey = 256

/** Identical questions that come within a time, or while the first of them is under way, are asked once. */
export class SharedAnswers {
  readonly #within: number
  readonly #flights = new Map<string, Flight>()

  /** Milliseconds from a question until the next identical one is asked anew. */
  constructor(within: number) {
    this.#within = within
  }

  ask(question: string, ask: (call: Call) => Promise<unknown>, call: Call): Promise<unknown> {
    const key = question.length > longestKey ? digest(question) : question
    return (this.#flights.get(key) ?? this.#begin(key, ask)).join(call)
  }

  /** Something has changed: what is asked from now on is asked anew. */
  forget(): void {
    this.#flights.clear()
  }

  #begin(key: string, ask: (call: Call) => Promise<unknown>): Flight {
    const end = (): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    }
    const flight = new Flight(ask, end)
    this.#flights.set(key, flight)
    void Promise.all([flight.landed, sleep(this.#within, undefined, { ref: false })]).then(end)
    return flight
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
