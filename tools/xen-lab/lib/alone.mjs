import { cachePath } from '../../lib/cache.mjs'
import { lock } from './lock.mjs'

/**
 * One machine at a time, of all processes that ask: two cores do not emulate two any faster.
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function alone(work) {
  const release = await lock(cachePath('xen-lab-machine', []))
  return work().finally(release)
}
