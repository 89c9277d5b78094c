const header = 16

/** The input that a thread is at, in memory that another thread can read even while the first is stuck. */
export class Slot {
  static create(bytes) {
    return new Slot(new SharedArrayBuffer(header + bytes))
  }

  constructor(memory) {
    this.memory = memory
    this.length = new Int32Array(memory, 0, 1)
    this.since = new Float64Array(memory, 8, 1)
    this.bytes = new Uint8Array(memory, header)
  }

  enter(input) {
    this.bytes.set(input)
    this.length[0] = input.length
    this.since[0] = Date.now()
  }

  leave() {
    this.since[0] = 0
  }

  /** Milliseconds since the input was given. */
  busyFor() {
    return this.since[0] === 0 ? 0 : Date.now() - this.since[0]
  }

  input() {
    return Buffer.from(this.bytes.slice(0, this.length[0]))
  }
}
