const header = 8

/** The input that a thread is at, in memory that another thread can read even while the first is stuck. */
export class Slot {
  static create(bytes) {
    return new Slot(new SharedArrayBuffer(header + bytes))
  }

  constructor(memory) {
    this.memory = memory
    this.head = new Int32Array(memory, 0, 2)
    this.bytes = new Uint8Array(memory, header)
  }

  enter(input) {
    this.bytes.set(input)
    Atomics.store(this.head, 1, input.length)
    Atomics.add(this.head, 0, 1)
  }

  /** What comes until the next input is not the fault of this one. */
  leave() {
    Atomics.add(this.head, 0, 1)
  }

  /** Grows with each beginning and end: odd while the thread is at an input. */
  count() {
    return Atomics.load(this.head, 0)
  }

  input() {
    return Buffer.from(this.bytes.slice(0, Atomics.load(this.head, 1)))
  }
}
