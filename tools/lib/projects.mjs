import { existsSync, readdirSync } from 'node:fs'
import { root } from './root.mjs'

/**
 * Those files of every workspace project that exist, relative to the root: `projectFiles('package.json')`.
 * @param {string} name
 */
export function projectFiles(name) {
  const nested = ['packages', 'tools'].flatMap((folder) =>
    readdirSync(root + folder).map((entry) => `${folder}/${entry}`),
  )
  return [...nested, 'examples']
    .map((folder) => `${folder}/${name}`)
    .filter((path) => existsSync(root + path))
    .sort()
}
