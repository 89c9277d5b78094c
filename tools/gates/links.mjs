import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root } from '../lib/root.mjs'
import { brokenLinks } from './lib/broken-links.mjs'
import { verdict } from './lib/verdict.mjs'

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page !== '' && !page.startsWith('.changeset/') && existsSync(root + page))

const problems = pages.flatMap((page) => brokenLinks(root + page).map((link) => `${page}: ${link}`))
verdict('Links', problems, 'Each of these leads to a file or heading that is not there.')
