import { format, resolveConfig } from 'prettier'
import { root } from '../../lib/root.mjs'
import { contractPage } from './contract-page.mjs'
import { dependenciesPage } from './dependencies-page.mjs'
import { supportMatrix } from './support-matrix.mjs'
import { xenChannels } from './xen-channels.mjs'

/**
 * Every generated page: its path, and its text as it should be.
 * @returns {Promise<{path: string, text: string}[]>}
 */
export async function pages() {
  return Promise.all([
    page('docs/contract.md', contractPage()),
    page('docs/dependencies.md', dependenciesPage()),
    page('docs/support-matrix.md', await supportMatrix()),
    page('docs/xen-channels.md', xenChannels()),
  ])
}

/**
 * @param {string} name
 * @param {string} text
 */
async function page(name, text) {
  const path = root + name
  return { path, text: await format(text, { ...(await resolveConfig(path)), parser: 'markdown' }) }
}
