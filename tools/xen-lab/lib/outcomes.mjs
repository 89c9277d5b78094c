/**
 * What became of a test in dom0. `path` is the names of its suites and its own.
 * @typedef {object} Outcome
 * @property {readonly string[]} path
 * @property {'passed' | 'failed' | 'skipped'} status
 * @property {{readonly message: string, readonly stack?: string}} [error]
 * @property {string[]} diagnostics
 */

const summary = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/

/**
 * What dom0/reporter.mjs wrote: the outcomes, the path of the test that was going on, and whether all were over.
 * @param {string} lines
 */
export function readOutcomes(lines) {
  /** @type {Outcome[]} */
  const outcomes = []
  /** @type {readonly string[] | undefined} */
  let running
  let over = false
  for (const line of lines.split('\n').filter(Boolean)) {
    const { type, message, ...event } = JSON.parse(line)
    if (type === 'begin') running = event.path
    else if (type === 'over') over = true
    else if (type === 'diagnostic') {
      if (!summary.test(message)) outcomes.at(-1)?.diagnostics.push(message)
    } else {
      outcomes.push({ ...event, diagnostics: [] })
      running = undefined
    }
  }
  return { outcomes, running, over }
}
