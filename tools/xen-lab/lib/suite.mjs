import { readFileSync } from 'node:fs'
import { bundledProgram } from './bundled.mjs'
import { runMachine } from './machine.mjs'
import { readOutcomes } from './outcomes.mjs'
import { Text } from './text.mjs'
import { workspace } from './workspace.mjs'

const helpers = {
  'reporter.mjs': readFileSync(new URL('../dom0/reporter.mjs', import.meta.url), 'utf8'),
  'no-hang.mjs': readFileSync(new URL('../dom0/no-hang.mjs', import.meta.url), 'utf8'),
  results: '',
}

const nodeOptions = [
  '--import=/job/no-hang.mjs',
  '--test-reporter=/job/reporter.mjs',
  '--test-reporter-destination=/job/results',
]

/**
 * Run a file of node:test tests in dom0.
 * @param {URL} file
 * @param {import('../index.mjs').LabOptions} options
 * @returns {Promise<{outcomes: import('./outcomes.mjs').Outcome[], output: string}>} whatever else went wrong is a
 * failed outcome more
 */
export async function runSuite(file, options) {
  const output = new Text()
  const { script, files } = await bundledProgram(file, nodeOptions)
  const job = {
    ...options,
    shares: workspace(),
    script,
    files: { ...files, ...helpers },
    stdout: output,
    stderr: output,
  }
  const end = await runMachine(job, (folder) => readOutcomes(readFileSync(`${folder}/results`, 'utf8')))
  const { outcomes, running, over } = end.collected
  const problem = over ? problemAfter(end, outcomes) : problemWithin(end)
  if (problem !== undefined) {
    const report = [problem, running && `It was in: ${running.join(' > ')}`, output.text]
    if (end.reason !== 'done') report.push(`The console's end:\n${end.console}`)
    outcomes.push(failure(report.filter(Boolean).join('\n')))
  }
  return { outcomes, output: output.text }
}

/** @param {import('./machine.mjs').End} end */
function problemWithin({ reason, status }) {
  if (reason === 'done') return `The suite ended with status ${status} before its tests did.`
  return reason === 'timeout' ? 'The time was up, and the machine was killed.' : 'The machine died.'
}

/**
 * @param {import('./machine.mjs').End} end
 * @param {readonly import('./outcomes.mjs').Outcome[]} outcomes
 */
function problemAfter({ status }, outcomes) {
  if (outcomes.length === 0) return 'There was no test in the suite.'
  const failed = outcomes.some((outcome) => outcome.status === 'failed')
  return failed || status === 0 ? undefined : `The tests passed, and the suite ended with status ${status}.`
}

/**
 * @param {string} message
 * @returns {import('./outcomes.mjs').Outcome}
 */
function failure(message) {
  return { path: ['the suite runs to its end'], status: 'failed', error: { message }, diagnostics: [] }
}
