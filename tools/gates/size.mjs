import { readdirSync, statSync } from 'node:fs'
import { root } from '../lib/root.mjs'
import { budgets } from './lib/budgets.mjs'
import { packageIn } from './lib/packages.mjs'
import { runtimeDependencies } from './lib/runtime-dependencies.mjs'
import { tarballFiles } from './lib/tarball.mjs'
import { verdict } from './lib/verdict.mjs'

verdict(
  'Size',
  budgets.flatMap(check),
  'Make it smaller, or argue for the budget in tools/gates/lib/budgets.mjs.',
)

/** @param {import('./lib/budgets.mjs').Budget} budget */
function check({ packages, bytes, thirdParty }) {
  const installed = [...runtimeDependencies(packages.map((name) => packageIn(name).directory)).keys()]
  const others = installed.filter((directory) => !isOurs(directory))
  const size = sum(
    installed.map((directory) => (isOurs(directory) ? packedSize(directory) : folderSize(directory))),
  )
  const what = packages.join(' + ')
  return [
    ...(size > bytes ? [`${what}: ${size} bytes installed, more than ${bytes}`] : []),
    ...(others.length > thirdParty
      ? [`${what}: ${others.length} third-party packages, more than ${thirdParty}`]
      : []),
  ]
}

/** @param {string} directory */
function isOurs(directory) {
  return directory.startsWith(`${root}packages/`)
}

/** @param {string} directory */
function packedSize(directory) {
  return sum(tarballFiles(`${directory}/.pack/package.tgz`).map(({ size }) => size))
}

/** @param {string} directory */
function folderSize(directory) {
  return sum(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(`${entry.parentPath}/${entry.name}`).size),
  )
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
