import { realpathSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { quote } from './job.mjs'
import { workspace } from './workspace.mjs'

/** @satisfies {import('node:util').ParseArgsConfig['options']} */
const options = {
  share: { type: 'string', short: 's', multiple: true, default: [] },
  'share-writable': { type: 'string', short: 'w', multiple: true, default: [] },
  directory: { type: 'string', short: 'C' },
  env: { type: 'string', short: 'e', multiple: true, default: [] },
  domus: { type: 'string', short: 'n', default: '0' },
  bare: { type: 'boolean', default: false },
  timeout: { type: 'string', short: 't', default: '300' },
  memory: { type: 'string', short: 'm', default: '2048' },
  'dom0-memory': { type: 'string', default: '1024' },
  console: { type: 'string' },
  script: { type: 'string' },
  build: { type: 'boolean', default: false },
  rebuild: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
}

/**
 * What the command line asks for: a job, or no script and only the image.
 * @param {string[]} args
 */
export function parseCommandLine(args) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const shares = [
    ...workspace(),
    ...values.share.map((folder) => ({ folder: realpathSync(folder) })),
    ...values['share-writable'].map((folder) => ({ folder: realpathSync(folder), writable: true })),
  ]
  return {
    help: values.help,
    rebuild: values.rebuild,
    buildOnly: values.build || values.rebuild,
    script: scriptOf(values.script, positionals),
    shares,
    directory: values.directory,
    environment: Object.fromEntries(values.env.map(assignment)),
    domus: count(values.domus, 'domus'),
    bare: values.bare,
    timeout: count(values.timeout, 'timeout') * 1000,
    memory: count(values.memory, 'memory'),
    dom0Memory: count(values['dom0-memory'], 'dom0-memory'),
    console: values.console,
  }
}

/**
 * @param {string | undefined} file
 * @param {readonly string[]} command
 */
function scriptOf(file, command) {
  if (file !== undefined) return readFileSync(file, 'utf8')
  return command.length === 0 ? undefined : `exec ${command.map(quote).join(' ')}\n`
}

/**
 * @param {string} text
 * @returns {[string, string]}
 */
function assignment(text) {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? []
  if (name === undefined || value === undefined) throw new TypeError(`not NAME=VALUE: '${text}'`)
  return [name, value]
}

/** @param {string} text @param {string} option */
function count(text, option) {
  if (!/^\d+$/.test(text)) throw new TypeError(`--${option} takes a number, not '${text}'`)
  return Number(text)
}
