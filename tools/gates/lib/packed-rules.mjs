/**
 * What leaves the workspace.
 * @typedef {{manifest: import('./packages.mjs').Manifest, files: string[]}} Packed
 */

/**
 * Each rule answers whether it is kept.
 * @type {[rule: string, kept: (packed: Packed) => boolean][]}
 */
export const packedRules = [
  ['no @virt/source condition', ({ manifest }) => !JSON.stringify(manifest).includes('@virt/source')],
  ['no workspace: range', ({ manifest }) => !JSON.stringify(manifest).includes('"workspace:')],
  ['no devDependencies', ({ manifest }) => manifest.devDependencies === undefined],
  ['no nx configuration', ({ manifest }) => manifest.nx === undefined],
  ['README.md and LICENSE', ({ files }) => files.includes('README.md') && files.includes('LICENSE')],
  ['no sources, tests, reports', ({ files }) => !files.some((path) => /^(src|test|api|\.)/.test(path))],
  [
    'every export and bin is in it',
    ({ manifest, files }) => ways(manifest).every((path) => files.includes(path)),
  ],
]

/** @param {import('./packages.mjs').Manifest} manifest */
function ways({ exports = {}, bin = {} }) {
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? target : Object.values(target),
  )
  return [...targets, ...Object.values(bin)].map((path) => path.replace(/^\.\//, ''))
}
