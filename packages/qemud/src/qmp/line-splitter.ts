const newline = 10

/** The longest line that a monitor may send: `query-qmp-schema` takes 200 KB. */
export const defaultLineLimit: number = 64 * 1024 * 1024

/** Cuts a byte stream into lines. Chunks of one line are joined once, when it is complete. */
export class LineSplitter {
  readonly #limit: number
  #parts: Buffer[] = []
  #length = 0

  constructor(limit: number = defaultLineLimit) {
    this.#limit = limit
  }

  /**
   * The lines that a chunk completes, without their newline.
   *
   * @throws RangeError when a line grows past the limit, complete or not.
   */
  *push(chunk: Buffer): Generator<string, void> {
    let from = 0
    for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
      this.#keep(chunk.subarray(from, to))
      yield this.#take()
      from = to + 1
    }
    this.#keep(chunk.subarray(from))
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return
    this.#length += part.length
    if (this.#length > this.#limit) throw new RangeError(`a line of more than ${this.#limit} bytes`)
    this.#parts.push(part)
  }

  #take(): string {
    const [only = Buffer.alloc(0)] = this.#parts
    const line = this.#parts.length <= 1 ? only : Buffer.concat(this.#parts, this.#length)
    this.#parts = []
    this.#length = 0
    return line.toString('utf8')
  }
}
