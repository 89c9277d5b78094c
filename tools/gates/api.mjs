import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { apiReports } from './lib/api-report.mjs'
import { packageIn, publishedPackages } from './lib/packages.mjs'
import { verdict } from './lib/verdict.mjs'

/**
 * The API reports of packages: `node tools/gates/api.mjs [--write] [packages/core ...]`, all packages when none is named.
 * Compares with what is committed, or writes it.
 */
const folders = process.argv.slice(2).filter((argument) => argument !== '--write')
const packages = folders.length > 0 ? folders.map(packageIn) : publishedPackages()
const write = process.argv.includes('--write')

const problems = packages.flatMap((one) => (write ? writeReports(one) : compareReports(one)))
verdict('API', problems, 'When the change is meant: npm run api, commit the report, add a changeset.')

/**
 * @param {import('./lib/packages.mjs').Package} one
 * @returns {Map<string, string>} file name to report
 */
function reports({ directory, manifest }) {
  const entries = Object.entries(manifest.exports ?? {})
    .filter(([, target]) => typeof target === 'object')
    .map(([entry, target]) => ({
      name: manifest.name + entry.slice(1),
      entry,
      file: `${directory}/${source(target)}`,
    }))
  const texts = apiReports(entries, directory)
  return new Map(entries.map(({ entry }, index) => [fileName(entry), texts[index] ?? '']))
}

/** @param {string} entry */
function fileName(entry) {
  return `${entry === '.' ? 'index' : entry.slice(2).replaceAll('/', '-')}.api.md`
}

/** @param {string | Record<string, string>} target */
function source(target) {
  const path = typeof target === 'object' ? target['@virt/source'] : undefined
  if (path === undefined) throw new Error(`no source for ${JSON.stringify(target)}`)
  return path.slice(2)
}

/**
 * @param {import('./lib/packages.mjs').Package} one
 * @returns {string[]}
 */
function writeReports(one) {
  rmSync(`${one.directory}/api`, { recursive: true, force: true })
  for (const [name, report] of reports(one)) {
    mkdirSync(`${one.directory}/api`, { recursive: true })
    writeFileSync(`${one.directory}/api/${name}`, report)
  }
  return []
}

/**
 * @param {import('./lib/packages.mjs').Package} one
 * @returns {string[]}
 */
function compareReports(one) {
  const expected = reports(one)
  const api = `${one.directory}/api`
  const committed = existsSync(api) ? readdirSync(api) : []
  return [
    ...committed
      .filter((name) => !expected.has(name))
      .map((name) => `${one.folder}/api/${name} has no entry`),
    ...[...expected]
      .filter(
        ([name, report]) => !committed.includes(name) || readFileSync(`${api}/${name}`, 'utf8') !== report,
      )
      .map(
        ([name, report]) =>
          `${one.folder}/api/${name}: ${difference(committed.includes(name) ? readFileSync(`${api}/${name}`, 'utf8') : '', report)}`,
      ),
  ]
}

/**
 * The first line that differs.
 * @param {string} committed
 * @param {string} report
 */
function difference(committed, report) {
  if (committed === '') return 'is missing'
  const before = committed.split('\n')
  const now = report.split('\n')
  const line = now.findIndex((text, index) => text !== before[index])
  return `line ${line + 1} was\n    ${before[line] ?? '(nothing)'}\n  and is now\n    ${now[line] ?? '(nothing)'}`
}
