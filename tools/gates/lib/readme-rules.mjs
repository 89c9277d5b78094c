import { existsSync, readFileSync } from 'node:fs'
import { anchors } from './markdown.mjs'
import { readmeExample } from './readme-example.mjs'

/**
 * What every published package's README has. Each rule answers whether it is kept.
 * @type {[rule: string, kept: (one: import('./packages.mjs').Package) => boolean][]}
 */
export const readmeRules = [
  ['is there', (one) => readme(one) !== ''],
  ['says how to install it', (one) => /^npm (install|create) .*/m.test(readme(one))],
  ['has an example that runs', (one) => readmeExample(readme(one), one.manifest) !== undefined],
  ['has a section Errors', (one) => anchors(readme(one)).has('errors')],
  ['has a section Limits', (one) => anchors(readme(one)).has('limits')],
  ['has a section Compatibility', (one) => anchors(readme(one)).has('compatibility')],
]

/** @param {import('./packages.mjs').Package} one */
function readme({ directory }) {
  const path = `${directory}/README.md`
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
