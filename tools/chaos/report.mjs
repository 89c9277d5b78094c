import { existsSync, readFileSync, statSync } from 'node:fs'

const line = 10_000
/** Of daemons that give way to one another, which is how it should be. */
const usual = /is in use by another process$/

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
  #log
  #logStart = 0

  /** @param {number} seed @param {import('./home.mjs').Home} home */
  constructor(seed, { bridged, networked, log }) {
    this.#log = log
    const without = bridged ? 'no virtual networks' : 'no tap devices here: machines have no network cards'
    console.log(`seed ${seed}${networked ? '' : ` (${without})`}`)
  }

  /** @param {readonly string[]} events */
  begin(events) {
    this.#rounds++
    this.#events = events
    this.#logStart = statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0
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
    if (findings.length > 0) this.#quote()
    if (performance.now() - this.#told < line) return
    this.#told = performance.now()
    console.log(this.#summary())
  }

  close() {
    console.log(this.#summary())
  }

  /** What the daemons have said in this round. */
  #quote() {
    if (!existsSync(this.#log)) return
    const said = readFileSync(this.#log).subarray(this.#logStart).toString('utf8')
    for (const words of said.split('\n')) if (words !== '' && !usual.test(words)) console.log(`  ${words}`)
  }

  #summary() {
    const { kills, findings } = this
    return `${this.#rounds} rounds, ${kills} kills of the daemon, ${this.#calls} calls answered, ${this.#timeouts} timeouts, ${findings.length} findings`
  }
}
