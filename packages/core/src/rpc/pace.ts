/** What a client saves up while it is silent, in seconds. */
const savings = 0.25
/** Milliseconds: waking up costs something, so messages that must wait are taken several at a time. */
const shortestRest = 20
/** Bytes of a message that cost as much as a message more. */
const weight = 4096

/** How many messages a client may have taken in a time: credit that grows steadily, and is spent by each of them. */
export class Pace {
  readonly #perSecond: number
  #credit: number
  #counted = performance.now()

  constructor(perSecond: number) {
    this.#perSecond = perSecond
    this.#credit = perSecond * savings
  }

  /** Milliseconds until the next message may be taken; 0: now. */
  get rest(): number {
    const now = performance.now()
    const earned = ((now - this.#counted) * this.#perSecond) / 1000
    this.#counted = now
    this.#credit = Math.min(this.#credit + earned, this.#perSecond * savings)
    return this.#credit >= 1 ? 0 : Math.max(((1 - this.#credit) * 1000) / this.#perSecond, shortestRest)
  }

  /** A message of that length was taken. */
  spend(bytes: number): void {
    this.#credit -= 1 + bytes / weight
  }
}
