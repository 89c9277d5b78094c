import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from '../lib/root.mjs'
import { pages } from './lib/pages.mjs'

/** Write the generated pages of docs/ from the built packages; with `--check`, only say which are not as they should be. */
const check = process.argv.includes('--check')
const stale = (await pages()).filter(
  ({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
)

for (const { path, text } of stale) {
  console.log(`${relative(root, path)} ${check ? 'is not what the sources say' : 'written'}`)
  if (!check) writeFileSync(path, text)
}
if (check && stale.length > 0) {
  console.error('Run: node tools/docs/generate.mjs')
  process.exitCode = 1
}
