import { existsSync, readFileSync } from 'node:fs'
import { readmeExample } from './readme-example.mjs'

/**
 * What every published package's README has. Each rule answers whether it is kept.
 * @type {[rule: string, kept: (one: import('./packages.mjs').Package) => boolean][]}
 */
export const readmeRules = [
  ['is there', (one) => readme(one) !== ''],
  ['says how to install it', (one) => /^npm (install|create) .*/m.test(readme(one))],
  ['has an example that runs', (one) => readmeExample(readme(one), one.manifest) !== undefined],
  ['has a section Errors', (one) => /^## (Errors|Exit codes)/m.test(readme(one))],
  ['has a section Limits', (one) => /^## (Limits|Where it differs)/m.test(readme(one))],
  ['has a section Compatibility', (one) => /^## Compatibility/m.test(readme(one))],
]

/** @param {import('./packages.mjs').Package} one */
function readme({ directory }) {
  const path = `${directory}/README.md`
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
