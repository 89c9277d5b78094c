import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readManifest } from '../../gates/lib/packages.mjs'
import { run } from './run.mjs'

/**
 * The published packages of a workspace and their versions.
 * @param {string} workspace
 * @returns {Record<string, string>}
 */
export function versions(workspace) {
  return Object.fromEntries(
    publishedFolders(workspace).map(({ manifest: { name, version } }) => [name, version]),
  )
}

/**
 * @param {string} workspace
 * @returns {{folder: string, manifest: import('../../gates/lib/packages.mjs').Manifest}[]}
 */
export function publishedFolders(workspace) {
  return readdirSync(`${workspace}/packages`)
    .map((name) => `${workspace}/packages/${name}`)
    .map((folder) => ({ folder, manifest: readManifest(`${folder}/package.json`) }))
    .filter(({ manifest }) => !manifest.private)
}

/**
 * Make one version of everything the last release, with nothing pending.
 * @param {string} workspace
 * @param {string} version
 */
export function releaseAll(workspace, version) {
  for (const { folder, manifest } of publishedFolders(workspace))
    writeFileSync(`${folder}/package.json`, JSON.stringify({ ...manifest, version }))
  for (const name of readdirSync(`${workspace}/.changeset`))
    if (name.endsWith('.md')) rmSync(`${workspace}/.changeset/${name}`)
}

/**
 * Provenance is a statement of the machine that publishes, and only CI's is believed.
 * @param {string} workspace
 */
export function withoutProvenance(workspace) {
  for (const { folder, manifest } of publishedFolders(workspace)) {
    const publishConfig = { ...manifest.publishConfig, provenance: false }
    writeFileSync(`${folder}/package.json`, JSON.stringify({ ...manifest, publishConfig }))
  }
}

/**
 * What `npm run changeset` writes.
 * @param {string} workspace
 * @param {Record<string, 'patch' | 'minor' | 'major'>} bumps
 * @param {string} summary
 */
export function addChangeset(workspace, bumps, summary) {
  const header = Object.entries(bumps).map(([name, bump]) => `'${name}': ${bump}\n`)
  writeFileSync(`${workspace}/.changeset/rehearsal.md`, `---\n${header.join('')}---\n\n${summary}\n`)
}

/**
 * Turn the pending changesets into versions and changelogs.
 * @param {string} workspace
 */
export async function applyChangesets(workspace) {
  await run(`${workspace}/node_modules/.bin/changeset`, ['version'], { cwd: workspace })
}
