import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'
import { peer } from '../peers.mjs'
import { alone } from './lib/alone.mjs'
import { runSuite } from './lib/suite.mjs'

/** What hangs is found, and a slow machine is no failure. */
const patience = 900_000

/**
 * @param {URL} file
 * @param {import('./index.mjs').LabOptions} [options]
 */
export async function labSuite(file, options = {}) {
  const name = `in dom0: ${basename(fileURLToPath(file), '.lab.ts')}`
  if (!peer('xen-lab')) return describe.skip(name, () => it('needs the Xen lab', () => undefined))
  const { outcomes, output } = await alone(() => runSuite(file, { timeout: patience, ...options }))
  if (output !== '') console.log(output)
  describe(name, () => declare(outcomes, 0))
}

/**
 * The tests as those of the suites that they were in.
 * @param {readonly import('./lib/outcomes.mjs').Outcome[]} outcomes
 * @param {number} depth
 */
function declare(outcomes, depth) {
  for (const [name, group] of groups(outcomes, depth)) {
    const own = group.filter(({ path }) => path.length === depth + 1)
    const nested = group.filter(({ path }) => path.length > depth + 1)
    for (const outcome of own) declareTest(name, outcome)
    if (nested.length > 0) describe(name, () => declare(nested, depth + 1))
  }
}

/** @param {readonly import('./lib/outcomes.mjs').Outcome[]} outcomes @param {number} depth */
function groups(outcomes, depth) {
  /** @type {Map<string, import('./lib/outcomes.mjs').Outcome[]>} */
  const groups = new Map()
  for (const outcome of outcomes) {
    const name = outcome.path[depth] ?? ''
    groups.set(name, [...(groups.get(name) ?? []), outcome])
  }
  return groups
}

/**
 * @param {string} name
 * @param {import('./lib/outcomes.mjs').Outcome} outcome
 */
function declareTest(name, { status, error, diagnostics }) {
  it.skipIf(status === 'skipped')(name, async ({ annotate }) => {
    for (const message of diagnostics) await annotate(message)
    if (status === 'failed') throw Object.assign(new Error(error?.message), error)
  })
}
