import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A page that promises something proves each item of its lists by tests: links to their files, each followed by the titles
 * of the tests in quotes. Answers the items that no test is named for, and the tests that are not there. Lists of
 * a section that says `<!-- nothing to prove -->` are not looked at.
 * @param {string} file
 * @returns {string[]}
 */
export function unproven(file) {
  return itemsOf(readFileSync(file, 'utf8')).flatMap((item) => {
    const proofs = proofsOf(item)
    if (proofs.length === 0) return [`no test is named for: ${item.slice(0, 80)}`]
    return proofs
      .filter((proof) => !isThere(proof, file))
      .map(({ path, title }) => `${path} has no test "${title}"`)
  })
}

/** @param {string} page */
function itemsOf(page) {
  const sections = page.split(/^(?=## )/m).filter((section) => !section.includes('<!-- nothing to prove -->'))
  const items = sections.flatMap((section) => [...section.matchAll(/^- (?:.+\n?)(?: {2,}.+\n?)*/gm)])
  return items.map(([item]) => item.slice(2).replaceAll(/\s+/g, ' ').trim())
}

/** @param {string} item */
function proofsOf(item) {
  const named = item.matchAll(/\]\(([^)\s]+\.(?:test|lab)\.ts)\)((?:,? "[^"]+")+)/g)
  return [...named].flatMap(([, path = '', titles = '']) =>
    [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => ({ path, title })),
  )
}

/**
 * @param {{path: string, title: string}} proof
 * @param {string} page
 */
function isThere({ path, title }, page) {
  const file = join(dirname(page), path)
  if (!existsSync(file)) return false
  const source = readFileSync(file, 'utf8')
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote},`))
}
