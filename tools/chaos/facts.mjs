/**
 * A snapshot, and what was so when it was made. `doubtful`: its removal got no answer, and its data may be gone, or it was made
 * while its machine was killed.
 * @typedef {{readonly name: string, readonly external: boolean, readonly then: Facts, readonly doubtful?: boolean}} Made
 */

/**
 * What is so of a machine: what its definition and its QEMU say. `top` and `defined` are the levels of the images that
 * QEMU and the definition have.
 * @typedef {object} Facts
 * @property {string} name
 * @property {number} [revision] of the definition; absent without one
 * @property {boolean} autostart
 * @property {boolean} running
 * @property {boolean} paused
 * @property {boolean} tablet
 * @property {number} medium
 * @property {boolean} wire it runs with the card that its description has on a network
 * @property {boolean} plug and with one that was plugged in
 * @property {boolean} [definedWire] its definition has the first
 * @property {number} [top]
 * @property {number} [defined]
 * @property {Pick<Facts, 'paused' | 'tablet' | 'medium' | 'wire'>} [saved] what the managed save has
 * @property {readonly Made[]} snapshots the newest last
 */

export const off = {
  running: false,
  paused: false,
  tablet: false,
  medium: 0,
  wire: false,
  plug: false,
  top: undefined,
}

/** @param {string} name @returns {Facts} */
export const nothing = (name) => ({ name, autostart: false, ...off, snapshots: [] })

/** What a QEMU that is killed takes along. */
export const ofTheRun = new Set(['running', 'paused', 'tablet', 'medium', 'wire', 'plug', 'top', 'saved'])

/** The same where nothing is left then. */
export const ofTheLastRun = new Set([...ofTheRun, 'snapshots'])

/** The level of an image that an external snapshot has made. @param {string} snapshot */
export const levelOf = (snapshot) => Number(snapshot.slice(1))

/**
 * The same in values that can be compared.
 * @param {Facts} facts @returns {Record<string, string | number | boolean | undefined>}
 */
export function comparable({ saved, snapshots, ...facts }) {
  const names = snapshots.map(({ name }) => name).sort()
  return { ...facts, saved: saved !== undefined, snapshots: names.join(' ') }
}

/**
 * What was found, with what only who made it can know.
 * @param {Facts} found @param {Facts} known @param {Facts} possible @param {(snapshot: Made) => boolean} isDoubtful @returns {Facts}
 */
export function completed(found, known, possible, isDoubtful) {
  const isFound = (/** @type {Made} */ { name }) => found.snapshots.some((each) => each.name === name)
  const isDoubted = (/** @type {Made} */ each) => !possible.snapshots.includes(each) || isDoubtful(each)
  return {
    ...found,
    saved: found.saved && (possible.saved ?? known.saved ?? found.saved),
    snapshots: [...new Set([...known.snapshots, ...possible.snapshots])]
      .filter(isFound)
      .map((each) => (isDoubted(each) ? { ...each, doubtful: true } : each)),
  }
}
