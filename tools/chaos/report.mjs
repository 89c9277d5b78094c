const line = 10_000

/** What happened so far, and how it is told. */
export class Report {
  /** @type {string[]} what was lost, doubled or left over; empty when all is well */
  findings = []
  kills = 0
  #rounds = 0
  #calls = 0
  #timeouts = 0
  #told = performance.now()
  /** @type {readonly string[]} */
  #events = []

  /** @param {number} seed @param {import('./home.mjs').Home} home */
  constructor(seed, { bridged, networked }) {
    const without = bridged ? 'no virtual networks' : 'no tap devices here: machines have no network cards'
    console.log(`seed ${seed}${networked ? '' : ` (${without})`}`)
  }

  /** @param {readonly string[]} events */
  begin(events) {
    this.#rounds++
    this.#events = events
    if (events.includes('daemon killed')) this.kills++
  }

  /** @param {number} calls @param {import('./round.mjs').Round} round @param {readonly string[]} findings */
  end(calls, { timeouts }, findings) {
    this.#calls += calls
    this.#timeouts += timeouts
    for (const finding of findings) {
      this.findings.push(finding)
      console.log(`round ${this.#rounds} (${this.#events.join(', ')}): ${finding}`)
    }
    if (performance.now() - this.#told < line) return
    this.#told = performance.now()
    console.log(this.#summary())
  }

  close() {
    console.log(this.#summary())
  }

  #summary() {
    const { kills, findings } = this
    return `${this.#rounds} rounds, ${kills} kills of the daemon, ${this.#calls} calls answered, ${this.#timeouts} timeouts, ${findings.length} findings`
  }
}
