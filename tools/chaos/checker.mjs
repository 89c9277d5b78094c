import { setTimeout as sleep } from 'node:timers/promises'
import { open } from '@virt/core'
import '@virt/driver-qemu'
import { checkFiles } from './checks/files.mjs'
import { checkImages } from './checks/images.mjs'
import { checkPromises } from './checks/promises.mjs'
import { checkTraces } from './checks/traces.mjs'
import { completed } from './facts.mjs'
import { seen } from './seen.mjs'

const patience = 60_000
const interval = 100

/** Compares what was promised with the answers, the files, the processes and the devices of the host. */
export class Checker {
  /** @type {import('@virt/core').Connection | undefined} */
  #connection
  /** @param {import('./home.mjs').Home} home @param {readonly import('./actor.mjs').Actor[]} actors */
  constructor(home, actors) {
    this.home = home
    this.actors = actors
  }

  /** What is wrong, and stays so. What became of the calls that were not answered is known then. */
  async settle() {
    const end = performance.now() + patience
    for (;;) {
      const { findings, machines } = await this.#look()
      const isOver = performance.now() > end
      if (findings.length === 0 || isOver) machines.forEach(adopt)
      if (findings.length === 0 || isOver) return findings
      await sleep(interval)
    }
  }

  /** @returns {Promise<{findings: readonly string[], machines: readonly import('./seen.mjs').Seen[]}>} */
  async #look() {
    try {
      this.#connection ??= await open('qemu:///session')
      const connection = this.#connection
      const machines = await Promise.all(this.actors.map((actor) => seen(connection, actor)))
      return { findings: this.#compare(machines), machines }
    } catch (error) {
      this.#connection = undefined
      return { findings: [`the checker gets no answer: ${String(error)}`], machines: [] }
    }
  }

  /** @param {readonly import('./seen.mjs').Seen[]} machines */
  #compare(machines) {
    const { home } = this
    return [
      ...machines.flatMap(checkPromises),
      ...checkFiles(home, machines),
      ...checkImages(home, machines),
      ...checkTraces(home, machines),
    ]
  }
}

/** @param {import('./seen.mjs').Seen} machine */
function adopt({ actor, facts }) {
  actor.known = completed(facts, actor.known, actor.possible ?? actor.known)
  actor.possible = undefined
  actor.disturbed = false
}
