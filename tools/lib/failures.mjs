const escapes = /\u001b\[[\d;]*m/g
const longest = 2000

/**
 * What went wrong in a run, one text each: the test, or the file that could not be run, and the beginning of its message.
 * @param {{testResults: readonly {name: string, status: string, message: string,
 *   assertionResults: readonly {status: string, fullName: string, failureMessages: readonly string[]}[]}[]}} report of vitest
 */
export function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [text(name, 'the file', message)]
    return failed.map((test) => text(name, test.fullName, test.failureMessages.join('\n')))
  })
}

/**
 * Likewise for what was thrown outside every test.
 * @param {string} report whose run it was
 * @param {readonly string[]} errors
 */
export function strayFailures(report, errors) {
  return errors.map((error) => text(report, 'outside every test', error))
}

/** @param {string} file @param {string} test @param {string} message */
function text(file, test, message) {
  return `FAILED ${test} (${file})\n${message.replaceAll(escapes, '').slice(0, longest)}`
}
