import { levelOf } from '../facts.mjs'
import { onDomain } from './on-domain.mjs'

/** @typedef {import('../facts.mjs').Facts} Facts */

const mostSnapshots = 3

/** @param {Facts} facts */
const newest = ({ snapshots }) => snapshots.at(-1)

/** @param {Facts} facts */
const mayGrow = ({ revision, saved, snapshots }) =>
  revision !== undefined && saved === undefined && snapshots.length < mostSnapshots

/** An external one whose removal was interrupted is merged already, and stays. @param {Facts} facts */
function isRemovable(facts) {
  const last = newest(facts)
  if (!last?.external) return last !== undefined
  const level = levelOf(last.name)
  return facts.defined === level && (!facts.running || facts.top === level)
}

/** @param {Facts} facts @param {number} level */
const atLevel = (facts, level) => ({ ...facts, defined: level, ...(facts.running && { top: level }) })

/** @param {import('../choices.mjs').What} what */
const nameOf = ({ level }, external = false) => `${external ? 'e' : 'i'}${level}`

/** @type {readonly import('../choices.mjs').Choice[]} */
export const snapshots = [
  {
    name: 'snapshot',
    fits: (facts) => mayGrow(facts) && !facts.plug,
    writes: true,
    call: onDomain((domain, what) => domain.createSnapshot({ name: nameOf(what) })),
    then: (facts, what) => ({
      ...facts,
      snapshots: [...facts.snapshots, { name: nameOf(what), external: false, then: facts }],
    }),
  },
  {
    name: 'snapshot --disk-only',
    fits: mayGrow,
    writes: true,
    call: onDomain((domain, what) => domain.createSnapshot({ name: nameOf(what, true) }, { diskOnly: true })),
    then: (facts, what) => ({
      ...atLevel(facts, what.level),
      snapshots: [...facts.snapshots, { name: nameOf(what, true), external: true, then: facts }],
    }),
  },
  {
    name: 'snapshot-delete',
    fits: (facts) => isRemovable(facts) && facts.revision !== undefined && facts.saved === undefined,
    call: onDomain((domain, { facts }) => domain.snapshot(newest(facts)?.name ?? '').delete()),
    then: (facts) => {
      const gone = newest(facts)
      const rest = { ...facts, snapshots: facts.snapshots.slice(0, -1) }
      return gone?.external ? atLevel(rest, gone.then.defined ?? 0) : rest
    },
    staged: true,
    writes: true,
  },
  {
    name: 'snapshot-revert',
    fits: (facts) =>
      newest(facts)?.external === false &&
      !newest(facts)?.doubtful &&
      facts.revision !== undefined &&
      facts.saved === undefined,
    call: onDomain((domain, { facts }) => domain.snapshot(newest(facts)?.name ?? '').revert({ force: true })),
    then: ({ name, autostart, snapshots: made }) => {
      const before = /** @type {Facts} */ (made.at(-1)?.then)
      return { ...before, name, autostart, saved: undefined, snapshots: made }
    },
    staged: true,
    writes: true,
    connects: true,
  },
]
