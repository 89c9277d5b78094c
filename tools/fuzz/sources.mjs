import { mkdirSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from '../lib/root.mjs'

/**
 * What a package keeps to itself: its sources of these names in one module, which stands in the package and imports others as
 * the package does. `sources('qemud', 'qmp/client')`.
 */
export async function sources(name, ...files) {
  const directory = `${root}packages/${name}`
  const place = `${directory}/.reports`
  const outfile = `${place}/${files.join('-').replaceAll('/', '.')}-${process.pid}.mjs`
  mkdirSync(place, { recursive: true })
  const contents = files.map((file) => `export * from './src/${file}.js'\n`).join('')
  const entry = { contents, resolveDir: directory, loader: 'ts' }
  await build({
    stdin: entry,
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile)
  }
}
