import { closeSync, openSync, readSync } from 'node:fs'

/** Passes on what is appended to a file. */
export class Follower {
  #file
  #buffer = Buffer.alloc(1 << 16)
  #sink

  /**
   * @param {string} path
   * @param {import('./job.mjs').Sink} [sink]
   */
  constructor(path, sink) {
    this.#file = openSync(path, 'r')
    this.#sink = sink
  }

  /** All that is there by now. */
  advance() {
    for (let count; (count = readSync(this.#file, this.#buffer)) > 0;)
      this.#sink?.write(Buffer.from(this.#buffer.subarray(0, count)))
  }

  close() {
    this.advance()
    closeSync(this.#file)
  }
}
