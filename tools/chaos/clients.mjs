import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** @typedef {{readonly id: number, readonly choice: string, readonly what: import('./choices.mjs').What}} Question */

const program = fileURLToPath(new URL('client.mjs', import.meta.url))

/** A process with a connection of its own, started again when it was killed. */
export class Client {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child
  /** @type {Map<number, (answer: string | undefined) => void>} */
  #waiting = new Map()
  #lastId = 0

  get pid() {
    return this.#child?.pid
  }

  start() {
    if (this.#child) return
    const child = fork(program)
    this.#child = child
    child.on('message', (/** @type {{id: number, answer?: string}} */ { id, answer }) =>
      this.#tell(id, answer),
    )
    child.on('error', () => undefined)
    child.once('exit', () => {
      this.#child = undefined
      for (const id of [...this.#waiting.keys()]) this.#tell(id, 'CONNECTION_LOST: the client is gone')
    })
  }

  /**
   * Resolves when there is an answer, with what was complained about, if anything.
   * @param {string} choice @param {import('./choices.mjs').What} what
   * @returns {Promise<string | undefined>}
   */
  ask(choice, what) {
    const child = this.#child
    if (!child) return Promise.resolve('CONNECTION_LOST: there is no client')
    const id = ++this.#lastId
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      child.send({ id, choice, what })
    })
  }

  end() {
    this.#child?.kill('SIGKILL')
  }

  /** @param {number} id @param {string | undefined} answer */
  #tell(id, answer) {
    this.#waiting.get(id)?.(answer)
    this.#waiting.delete(id)
  }
}
