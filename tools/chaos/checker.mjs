import { setTimeout as sleep } from 'node:timers/promises'
import { open } from '@virt/core'
import '@virt/driver-qemu'
import { checkFiles, checkReverts } from './checks/files.mjs'
import { checkImages } from './checks/images.mjs'
import { checkPromises } from './checks/promises.mjs'
import { checkTraces } from './checks/traces.mjs'
import { completed } from './facts.mjs'
import { checkNetworkFiles } from './networks/check-files.mjs'
import { checkNetworkHost, checkWires } from './networks/check-host.mjs'
import { checkNetworkPromises } from './networks/check-promises.mjs'
import { seenNetwork } from './networks/seen.mjs'
import { seen } from './seen.mjs'

/** @typedef {import('./seen.mjs').Seen} Seen */
/** @typedef {import('./networks/seen.mjs').SeenNetwork} SeenNetwork */

const patience = 60_000
const interval = 100

/** Compares what was promised with the answers, the files, the processes and the devices of the host. */
export class Checker {
  /** @type {import('@virt/core').Connection | undefined} */
  #connection

  /**
   * @param {import('./home.mjs').Home} home @param {readonly import('./machine.mjs').Machine[]} machines
   * @param {readonly import('./networks/network.mjs').Network[]} networks
   */
  constructor(home, machines, networks) {
    this.home = home
    this.machines = machines
    this.networks = networks
  }

  /** What is wrong, and stays so. What became of the calls that were not answered is known then. */
  async settle() {
    const end = performance.now() + patience
    for (;;) {
      const { findings, machines, networks } = await this.#look()
      const isOver = performance.now() > end
      if (findings.length > 0 && !isOver) await sleep(interval)
      else {
        machines.forEach(adopt)
        networks.forEach(adoptNetwork)
        return findings
      }
    }
  }

  /** @returns {Promise<{findings: readonly string[], machines: readonly Seen[], networks: readonly SeenNetwork[]}>} */
  async #look() {
    try {
      this.#connection ??= await open('qemu:///session')
      const connection = this.#connection
      const reverts = checkReverts(this.home)
      const machines = await Promise.all(this.machines.map((actor) => seen(connection, actor)))
      const networks = await Promise.all(this.networks.map((actor) => seenNetwork(connection, actor)))
      return { findings: [...reverts, ...this.#compare(machines, networks)], machines, networks }
    } catch (error) {
      this.#connection = undefined
      return { findings: [`the checker gets no answer: ${String(error)}`], machines: [], networks: [] }
    }
  }

  /** @param {readonly Seen[]} machines @param {readonly SeenNetwork[]} networks */
  #compare(machines, networks) {
    const { home } = this
    return [
      ...machines.flatMap(checkPromises),
      ...checkFiles(home, machines),
      ...checkImages(home, machines),
      ...checkTraces(
        home,
        machines,
        networks.flatMap(({ bridge }) => bridge ?? []),
      ),
      ...(home.networked ? compareNetworks(home, machines, networks) : []),
    ]
  }
}

/** @param {import('./home.mjs').Home} home @param {readonly Seen[]} machines @param {readonly SeenNetwork[]} networks */
function compareNetworks(home, machines, networks) {
  return [
    ...networks.flatMap(checkNetworkPromises),
    ...checkNetworkFiles(home, networks),
    ...checkNetworkHost(home, networks),
    ...checkWires(machines, networks),
  ]
}

/** @param {SeenNetwork} network */
function adoptNetwork({ actor, facts }) {
  actor.known = facts
  actor.possible = undefined
  actor.disturbed = false
}

/** @param {Seen} machine */
function adopt({ actor, facts }) {
  const { known, possible = known, settled, disturbed } = actor
  actor.known = completed(facts, known, possible, ({ name }) => disturbed && !settled.has(name))
  actor.settled = new Set(actor.known.snapshots.map(({ name }) => name))
  actor.possible = undefined
  actor.disturbed = false
}
