import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { projectFiles } from './projects.mjs'
import { root } from './root.mjs'

const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
export const nxProgram = `${root}node_modules/.bin/nx`
const stamp = `${root}node_modules/.virt-setup`
/** What nx and npm are not to do: a process of theirs that stays, screens, calls home. */
export const quiet = {
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
  npm_config_update_notifier: 'false',
}

/** Dependencies from the lock file, once per state of the lock file and the manifests. */
export function installDependencies() {
  const manifests = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...projectFiles('package.json')]
  const hash = createHash('sha256')
  for (const name of manifests) hash.update(readFileSync(root + name))
  const state = hash.digest('hex')
  if (read(stamp) === state) return
  console.log(`Installing dependencies with ${packageManager} ...`)
  const result = run(
    'npx',
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'],
    { stdio: 'pipe' },
  )
  if (result.status !== 0) fail('The dependencies could not be installed.', result)
  writeFileSync(stamp, state)
}

/**
 * What nx is to do: targets of the projects that are chosen, each to its end.
 * @param {'run-many' | 'affected'} choice
 * @param {string[]} targets
 * @param {string[]} options
 */
export function nxArguments(choice, targets, options = []) {
  return [choice, '-t', ...targets, ...options, '--outputStyle=static', '--nxBail=false']
}

/**
 * Run nx targets over all projects, or those that changes since NX_BASE affect; `show` prints their output, else it is
 * printed only when they fail.
 * @param {string[]} targets
 * @param {{show?: boolean, affected?: boolean}} options
 */
export function nx(targets, { show = false, affected = false } = {}) {
  const args = nxArguments(affected ? 'affected' : 'run-many', targets)
  const result = run(nxProgram, args, { stdio: show ? 'inherit' : 'pipe' })
  if (result.status !== 0 && !show) fail(`nx ${targets.join(' ')} failed.`, result)
  return result.status === 0
}

export function build() {
  console.log('Building ...')
  nx(['build'])
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{stdio: 'inherit' | 'pipe'}} options
 */
function run(command, args, { stdio }) {
  const env = { ...process.env, ...quiet }
  return spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', stdio, stdio],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
}

/**
 * @param {string} sentence
 * @param {{stdout?: string | null, stderr?: string | null, error?: Error | undefined}} result
 */
function fail(sentence, { stdout, stderr, error }) {
  console.error(`${stdout ?? ''}${stderr ?? ''}${error ?? ''}\n${sentence}`)
  process.exit(1)
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
