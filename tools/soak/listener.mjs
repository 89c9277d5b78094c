import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@virt/core/rpc'

const patience = 60_000

/** A client that stays all the time, and counts the events that it is told. */
export class Listener {
  events = 0
  #connection

  /** @param {import('@virt/core/driver').DriverConnection} connection */
  constructor(connection) {
    this.#connection = connection
  }

  /** @param {string} socket */
  static async begin(socket) {
    const listener = new Listener(await connect(socket))
    await listener.#connection.domains.subscribe(() => void listener.events++, {})
    return listener
  }

  /** Resolves when it has been told of so many. @param {number} count */
  async told(count) {
    for (const limit = Date.now() + patience; this.events < count; await sleep(5))
      if (Date.now() > limit) throw new Error(`${this.events} events came, of ${count}`)
    if (this.events > count) throw new Error(`${this.events} events came, of ${count}: some came twice`)
  }

  end() {
    return this.#connection.close()
  }
}
