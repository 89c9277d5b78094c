import { bundledProgram } from './lib/bundled.mjs'
import { runMachine } from './lib/machine.mjs'
import { Text } from './lib/text.mjs'
import { workspace } from './lib/workspace.mjs'

/**
 * Run a TypeScript or JavaScript program of this workspace in dom0.
 * @param {URL} file
 * @param {import('./index.mjs').LabOptions & {readonly args?: readonly string[]}} [options]
 * @returns {Promise<{status: number, stdout: string, stderr: string}>}
 */
export async function runProgram(file, { args, ...options } = {}) {
  const stdout = new Text()
  const stderr = new Text()
  const program = await bundledProgram(file, [], args)
  const end = await runMachine({ ...options, ...program, shares: workspace(), stdout, stderr })
  if (end.reason !== 'done') throw new Error(`the lab: ${end.reason}\n${stderr.text}\n${end.console}`)
  return { status: end.status, stdout: stdout.text, stderr: stderr.text }
}
