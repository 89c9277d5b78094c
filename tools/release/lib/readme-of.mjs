import { readFileSync } from 'node:fs'
import { readManifest } from '../../gates/lib/packages.mjs'
import { readmeExample } from '../../gates/lib/readme-example.mjs'
import { root } from '../../lib/root.mjs'

/**
 * What a package's README says: the packages to install, and the example.
 * @param {string} folder `packages/core`
 */
export function readmeOf(folder) {
  const readme = readFileSync(`${root}${folder}/README.md`, 'utf8')
  const example = readmeExample(readme, readManifest(`${root}${folder}/package.json`))
  if (!example) throw new Error(`${folder}: the README has no example`)
  const lines = readme.match(/^npm install .*$/gm) ?? []
  const words = lines.flatMap((line) => line.replace(/#.*/, '').split(/\s+/))
  return { example: example.text, installs: [...new Set(words.filter((word) => word.startsWith('@')))] }
}
