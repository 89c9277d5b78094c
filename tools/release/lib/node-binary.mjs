import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { run } from './run.mjs'

const cache = `${process.env['XDG_CACHE_HOME'] || `${homedir()}/.cache`}/virt-release`

/**
 * The newest Node of a major version: the running one, or one from npm, fetched once.
 * @param {number} major
 * @returns {Promise<string>} the path of the binary
 */
export async function nodeBinary(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const name = `node-linux-${process.arch}`
  const directory = `${cache}/node-${major}`
  const binary = `${directory}/node_modules/${name}/bin/node`
  if (existsSync(binary)) return binary
  mkdirSync(directory, { recursive: true })
  writeFileSync(`${directory}/package.json`, '{}')
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${major}`], {
    cwd: directory,
  })
  return binary
}
