import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../../lib/root.mjs'
import { anchors, links } from './markdown.mjs'

/** Published READMEs name pages of this repository in full. */
const repository = 'https://github.com/virt-js/virt/blob/main/'

/**
 * The links of a page into this repository that lead nowhere: no such file, or no such heading in it.
 * @param {string} file
 * @returns {string[]}
 */
export function brokenLinks(file) {
  return links(readFileSync(file, 'utf8')).filter((link) => !isElsewhere(link) && !leadsSomewhere(link, file))
}

/** @param {string} link */
function isElsewhere(link) {
  return /^[a-z][a-z0-9+.-]*:/i.test(link) && !link.startsWith(repository)
}

/**
 * @param {string} link
 * @param {string} file
 */
function leadsSomewhere(link, file) {
  const [path = '', anchor] = link.split('#').map(decodeURIComponent)
  const target = path === '' ? file : locate(path, file)
  if (!existsSync(target)) return false
  return anchor === undefined || headingsOf(target).has(anchor)
}

/**
 * @param {string} path
 * @param {string} file
 */
function locate(path, file) {
  return path.startsWith(repository) ? root + path.slice(repository.length) : join(dirname(file), path)
}

/** @param {string} target a page, or a folder that GitHub shows with its README */
function headingsOf(target) {
  const page = statSync(target).isDirectory() ? join(target, 'README.md') : target
  return existsSync(page) ? anchors(readFileSync(page, 'utf8')) : new Set()
}
