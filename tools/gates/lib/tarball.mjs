import { execFileSync } from 'node:child_process'

/**
 * What a packed package holds.
 * @param {string} path
 * @returns {{path: string, size: number}[]} by path, without the leading `package/`
 */
export function tarballFiles(path) {
  return tar('-tvzf', path)
    .split('\n')
    .filter((line) => line.startsWith('-'))
    .map((line) => line.trim().split(/\s+/))
    .map((columns) => ({
      path: columns
        .slice(5)
        .join(' ')
        .replace(/^package\//, ''),
      size: Number(columns[2]),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/**
 * @param {string} path
 * @returns {import('./packages.mjs').Manifest}
 */
export function tarballManifest(path) {
  return JSON.parse(tar('-xzOf', path, 'package/package.json'))
}

/** @param {string[]} args */
function tar(...args) {
  return execFileSync('tar', args, { encoding: 'utf8', maxBuffer: 1 << 26 })
}
