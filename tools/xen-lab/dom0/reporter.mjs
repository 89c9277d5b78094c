/**
 * The reporter of node:test in dom0: a line of JSON for each test and each diagnostic, which lib/outcomes.mjs reads.
 * @param {AsyncIterable<{type: string, data: any}>} events
 */
export default async function* report(events) {
  /** @type {string[]} */
  const path = []
  /** @type {string[]} */
  const running = []
  for await (const { type, data } of events) {
    if (type === 'test:dequeue') {
      running.splice(data.nesting, Infinity, data.name)
      yield line({ type: 'begin', path: running })
    } else if (type === 'test:start') path.splice(data.nesting, Infinity, data.name)
    else if (type === 'test:pass' || type === 'test:fail') {
      path.splice(data.nesting + 1)
      if (counts(data.details)) yield line({ type: 'end', path, ...outcome(type, data) })
    } else if (type === 'test:diagnostic') yield line({ type: 'diagnostic', message: data.message })
  }
  yield line({ type: 'over' })
}

/**
 * A suite is no test, but what fails in itself, such as a hook, must not be lost.
 * @param {any} details
 */
function counts({ type, error }) {
  return type !== 'suite' || (error !== undefined && error.failureType !== 'subtestsFailed')
}

/** @param {string} type @param {any} data */
function outcome(type, { skip, todo, details }) {
  if (skip !== undefined || todo !== undefined) return { status: 'skipped' }
  if (type === 'test:pass') return { status: 'passed' }
  const { message, stack } = details.error.cause ?? details.error
  return { status: 'failed', error: { message: message ?? String(details.error.cause), stack } }
}

/** @param {object} value */
function line(value) {
  return `${JSON.stringify(value)}\n`
}
