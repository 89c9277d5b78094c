import { devices } from './choices/devices.mjs'
import { life } from './choices/life.mjs'
import { names } from './choices/names.mjs'
import { saves } from './choices/saves.mjs'
import { snapshots } from './choices/snapshots.mjs'
import { wires } from './choices/wires.mjs'
import { networkChoices } from './networks/choices.mjs'

/** @typedef {import('@virt/core').Connection} Connection */
/** @typedef {import('./facts.mjs').Facts} Facts */

/**
 * What a call is about. Plain data.
 * @typedef {object} What
 * @property {string} name
 * @property {string} uuid
 * @property {string} otherName
 * @property {number} revision
 * @property {string} image that the next definition has
 * @property {number} level of the next image
 * @property {readonly [string, string]} media
 * @property {boolean} bridged
 * @property {string} [network] that it may have cards on
 * @property {boolean} wired the next definition has one
 * @property {string} mac of the card that is plugged in and out
 * @property {Facts} facts
 */

/**
 * Something that may be done with a machine: when, how, and what is so afterwards. `staged`: it is done in steps, and one
 * that fails may leave the machine in between. `writes`: QEMU writes to images for it, though the guest may stand still.
 * `connects`: it takes an active network where there is a card on one; `needsNetwork`: it is about such a card.
 * @typedef {object} Choice
 * @property {string} name
 * @property {(facts: Facts) => boolean} fits
 * @property {(connection: Connection, what: What) => PromiseLike<unknown>} call
 * @property {(facts: Facts, what: What) => Facts} then
 * @property {boolean} [staged]
 * @property {boolean} [writes]
 * @property {boolean} [connects]
 * @property {boolean} [needsNetwork]
 */

/** @type {readonly Choice[]} what may be done with a machine */
export const choices = [...life, ...devices, ...wires, ...saves, ...snapshots, ...names]

/** @param {string} name */
export function choiceOf(name) {
  const choice = [...choices, ...networkChoices].find((each) => each.name === name)
  if (!choice) throw new Error(`nobody knows ${name}`)
  return choice
}
