import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What Node must be told when it starts a daemon that is to be measured. */
export const measurable = ['--expose-gc', '--import', fileURLToPath(new URL('probe.mjs', import.meta.url))]

/** One daemon, and what it holds. */
export class Gauge {
  /** @type {import('./soak.mjs').Sample[]} */
  samples = []

  /** @param {string} name @param {import('node:child_process').ChildProcess} process */
  constructor(name, process) {
    this.name = name
    this.process = process
  }

  /** Heap and memory, after a collection of its garbage. */
  async sample() {
    this.process.send('sample')
    const [sample] = await once(this.process, 'message')
    this.samples.push(sample)
  }

  get descriptors() {
    return readdirSync(`/proc/${this.process.pid}/fd`).length
  }
}
