import { existsSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { readManifest } from './packages.mjs'

/**
 * Everything that installing a package brings along, ours and others', each once: dependencies, optional dependencies
 * that are here, and peers that are not optional.
 * @param {string[]} directories of the packages that are installed
 * @returns {Map<string, import('./packages.mjs').Manifest>} real directory to manifest, the given ones included
 */
export function runtimeDependencies(directories) {
  const found = new Map()
  const queue = directories.map((directory) => realpathSync(directory))
  for (const directory of queue) {
    if (found.has(directory)) continue
    const manifest = readManifest(`${directory}/package.json`)
    found.set(directory, manifest)
    queue.push(...dependencyNames(manifest).flatMap((name) => locate(name, directory, manifest) ?? []))
  }
  return found
}

/** @param {import('./packages.mjs').Manifest} manifest */
function dependencyNames({
  dependencies,
  optionalDependencies,
  peerDependencies = {},
  peerDependenciesMeta = {},
}) {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
}

/**
 * As Node finds it: in the node_modules of this directory or of one above.
 * @param {string} name
 * @param {string} from
 * @param {import('./packages.mjs').Manifest} dependent
 */
function locate(name, from, dependent) {
  for (let directory = from; directory !== dirname(directory); directory = dirname(directory)) {
    const candidate = `${directory}/node_modules/${name}`
    if (existsSync(`${candidate}/package.json`)) return realpathSync(candidate)
  }
  if (dependent.optionalDependencies?.[name]) return undefined
  throw new Error(`${dependent.name} needs ${name}, which is not installed`)
}
