import { existsSync, readdirSync } from 'node:fs'
import { root } from './setup.mjs'

/** Those files of every workspace project that exist, relative to the root: `projectFiles('package.json')`. */
export function projectFiles(name) {
  return ['packages', 'tools']
    .flatMap((folder) =>
      readdirSync(root + folder, { withFileTypes: true }).map((entry) => `${folder}/${entry.name}/${name}`),
    )
    .filter((path) => existsSync(root + path))
    .sort()
}
