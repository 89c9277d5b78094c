import { setTimeout as sleep } from 'node:timers/promises'
import { descriptionOf } from '../description.mjs'
import { off } from '../facts.mjs'
import { onDomain } from './on-domain.mjs'

/** @typedef {import('../facts.mjs').Facts} Facts */

const buttonInterval = 300

/** Where a definition is left it can be started again; otherwise nothing remains. @param {Facts} facts @returns {Facts} */
const ended = (facts) => ({ ...facts, ...off, ...(facts.revision === undefined && { snapshots: [] }) })

/** @param {Facts} facts @returns {Facts} */
const started = ({ saved, ...facts }) => ({
  ...facts,
  ...off,
  wire: facts.definedWire ?? false,
  ...saved,
  running: true,
  top: facts.defined ?? 0,
  saved: undefined,
})

/** @type {readonly import('../choices.mjs').Choice[]} */
export const life = [
  {
    name: 'define',
    fits: () => true,
    call: (connection, what) => connection.defineDomain(descriptionOf(what)),
    then: (facts, { revision, wired }) => ({
      ...facts,
      revision,
      defined: facts.top ?? facts.defined ?? 0,
      definedWire: wired,
    }),
  },
  {
    name: 'undefine',
    fits: ({ revision }) => revision !== undefined,
    call: onDomain((domain) => domain.undefine({ managedSave: true, snapshotsMetadata: true })),
    then: ({ revision: _, defined: __, saved: ___, definedWire: ____, ...facts }) => ({
      ...facts,
      autostart: false,
      snapshots: facts.running ? facts.snapshots : [],
    }),
    staged: true,
  },
  {
    name: 'start',
    fits: ({ revision, running }) => revision !== undefined && !running,
    call: onDomain((domain) => domain.start()),
    then: started,
    connects: true,
  },
  {
    name: 'create',
    fits: ({ revision, running }) => revision === undefined && !running,
    call: (connection, what) => connection.createDomain(descriptionOf(what)),
    then: (facts, { wired }) => ({ ...started(facts), wire: wired }),
    connects: true,
  },
  {
    name: 'destroy',
    fits: ({ running }) => running,
    call: onDomain((domain) => domain.destroy()),
    then: ended,
  },
  {
    name: 'shutdown',
    fits: ({ running, paused }) => running && !paused,
    call: onDomain(pressUntilOff),
    then: ended,
    staged: true,
  },
  {
    name: 'suspend',
    fits: ({ running, paused }) => running && !paused,
    call: onDomain((domain) => domain.suspend()),
    then: (facts) => ({ ...facts, paused: true }),
  },
  {
    name: 'resume',
    fits: ({ paused }) => paused,
    call: onDomain((domain) => domain.resume()),
    then: (facts) => ({ ...facts, paused: false }),
  },
]

/**
 * A guest that is only just booting misses the button.
 * @param {import('@virt/core').Domain} domain
 */
async function pressUntilOff(domain) {
  for (;;) {
    try {
      await domain.shutdown()
      await sleep(buttonInterval)
    } catch (error) {
      const code = /** @type {{code?: string}} */ (error).code ?? ''
      if (code === 'OPERATION_INVALID' || code === 'NO_DOMAIN') return
      if (code !== 'OPERATION_FAILED') throw error
    }
  }
}
