import type { Socket } from 'node:net'
import { Pace } from './pace.js'

/** Newcomers in the order in which they came, let in no faster than so many a second; a few at once after a calm. */
export class QueueAtDoor {
  readonly #perSecond: number
  readonly #pace: Pace
  readonly #enter: (socket: Socket) => void
  readonly #waiting = new Set<Socket>()
  #stop: (() => void) | undefined

  constructor(perSecond: number, enter: (socket: Socket) => void) {
    this.#perSecond = perSecond
    this.#pace = new Pace(perSecond)
    this.#enter = enter
  }

  get length(): number {
    return this.#waiting.size
  }

  /** Let it in when its turn comes. Who would have to wait for longer than a second is hung up on: that costs least. */
  join(socket: Socket): void {
    if (this.#waiting.size >= this.#perSecond) return void socket.destroy()
    this.#waiting.add(socket.on('error', ignore))
    socket.once('close', () => this.#waiting.delete(socket))
    if (!this.#stop) this.#next()
  }

  /** Let in all who wait, at once. */
  clear(): void {
    this.#stop?.()
    for (const socket of this.#waiting) this.#admit(socket)
  }

  readonly #next = (): void => {
    this.#stop = undefined
    const rest = this.#pace.rest
    if (rest > 0) return this.#later(rest)
    const [first] = this.#waiting
    if (first) this.#admit(first)
    if (this.#waiting.size > 0) this.#later(this.#pace.rest)
  }

  /** One in each turn of the event loop, so that those who are in are not kept waiting. */
  #later(rest: number): void {
    if (rest > 0) {
      const timer = setTimeout(this.#next, rest)
      this.#stop = () => clearTimeout(timer)
    } else {
      const immediate = setImmediate(this.#next)
      this.#stop = () => clearImmediate(immediate)
    }
  }

  #admit(socket: Socket): void {
    this.#waiting.delete(socket)
    this.#pace.spend(0)
    this.#enter(socket)
  }
}

function ignore(): void {}
