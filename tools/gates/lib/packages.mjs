import { readFileSync } from 'node:fs'
import { projectFiles } from '../../lib/projects.mjs'
import { root } from '../../lib/root.mjs'

/**
 * The part of a package.json that the gates read.
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {boolean} [private]
 * @property {string} [license]
 * @property {string} [description]
 * @property {string[]} [keywords]
 * @property {string[]} [files]
 * @property {{type: string, url: string, directory?: string}} [repository]
 * @property {{node?: string}} [engines]
 * @property {boolean | string[]} [sideEffects]
 * @property {Record<string, string | Record<string, string>>} [exports]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [scripts]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, {optional?: boolean}>} [peerDependenciesMeta]
 * @property {{access?: string, provenance?: boolean}} [publishConfig]
 * @property {{targets?: Record<string, object>}} [nx]
 *
 * @typedef {{folder: string, directory: string, manifest: Manifest}} Package
 */

/**
 * @param {string} path
 * @returns {Manifest}
 */
export function readManifest(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/**
 * A package by its folder relative to the root, `packages/core`.
 * @param {string} folder
 * @returns {Package}
 */
export function packageIn(folder) {
  const directory = root + folder
  return { folder, directory, manifest: readManifest(`${directory}/package.json`) }
}

/**
 * Every package that is published.
 * @returns {Package[]}
 */
export function publishedPackages() {
  return projectFiles('package.json')
    .map((path) => packageIn(path.slice(0, -'/package.json'.length)))
    .filter(({ manifest }) => !manifest.private)
}
