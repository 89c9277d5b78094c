import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'
import { quote } from './job.mjs'
import { runMachine } from './machine.mjs'
import { readOutcomes } from './outcomes.mjs'
import { workspace } from './workspace.mjs'

const reporter = readFileSync(new URL('../dom0/reporter.mjs', import.meta.url), 'utf8')
const noHang = readFileSync(new URL('../dom0/no-hang.mjs', import.meta.url), 'utf8')

/**
 * Run a file of node:test tests in dom0.
 * @param {URL} file
 * @param {import('../index.mjs').LabOptions} options
 * @returns {Promise<{outcomes: import('./outcomes.mjs').Outcome[], output: string}>} whatever else went wrong is a
 * failed outcome more
 */
export async function runSuite(file, options) {
  const output = new Text()
  const job = { ...options, shares: workspace(), stdout: output, stderr: output, ...(await work(file)) }
  const end = await runMachine(job, (folder) => readOutcomes(readFileSync(`${folder}/results`, 'utf8')))
  const { outcomes = [], running } = end.collected ?? {}
  const problem = problemOf(end, outcomes)
  if (problem !== undefined) {
    const report = [problem, running && `It was in: ${running.join(' > ')}`, output.text]
    if (end.reason !== 'done') report.push(`The console's end:\n${end.console}`)
    outcomes.push(failure(report.filter(Boolean).join('\n')))
  }
  return { outcomes, output: output.text }
}

/**
 * The bundle runs where its source is, for paths relative to it.
 * @param {URL} file
 */
async function work(file) {
  const place = quote(fileURLToPath(file).replace(/\.ts$/, '.mjs'))
  const options = '--enable-source-maps --import /job/no-hang.mjs --test-reporter /job/reporter.mjs'
  return {
    script: `cp /job/suite.mjs ${place}\nexec node ${options} --test-reporter-destination /job/results ${place}\n`,
    files: { 'suite.mjs': await bundle(file), 'reporter.mjs': reporter, 'no-hang.mjs': noHang, results: '' },
  }
}

/**
 * @param {import('./machine.mjs').End} end
 * @param {readonly import('./outcomes.mjs').Outcome[]} outcomes
 */
function problemOf({ reason, status }, outcomes) {
  if (reason === 'timeout') return 'The time was up, and the machine was killed.'
  if (reason !== 'done') return 'The machine died.'
  if (status !== 0 && !outcomes.some((outcome) => outcome.status === 'failed'))
    return `The suite ended with status ${status}.`
  return outcomes.length === 0 ? 'There was no test in the suite.' : undefined
}

/**
 * @param {string} message
 * @returns {import('./outcomes.mjs').Outcome}
 */
function failure(message) {
  return { path: ['the suite runs to its end'], status: 'failed', error: { message }, diagnostics: [] }
}

class Text {
  text = ''
  #decoder = new TextDecoder()

  /** @param {Buffer} chunk */
  write(chunk) {
    this.text += this.#decoder.decode(chunk, { stream: true })
  }
}
