import { VirtError } from '@virt/core/driver'
import { absolutePathLimit, relativePathLimit } from './limits.js'

const characters = /^[A-Za-z0-9/_@-]+$/

/** The same path, if the store could have such a node. INVALID_ARG, before anything is sent, if not. */
export function checkedPath(path: string): string {
  const fault = faultOf(path)
  if (fault !== undefined) throw new VirtError('INVALID_ARG', fault, { origin: 'XENSTORE' })
  return path
}

/** A path that may be watched: a node's, or one of the two events. */
export function checkedWatchPath(path: string): string {
  return path === '@introduceDomain' || path === '@releaseDomain' ? path : checkedPath(path)
}

function faultOf(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') return 'a store path must be a string that is not empty'
  const limit = path.startsWith('/') ? absolutePathLimit : relativePathLimit
  if (path.length > limit) return `a store path of ${path.length} characters is longer than ${limit}`
  if (!characters.test(path))
    return `store path ${JSON.stringify(path)} has characters other than letters, digits and - / _ @`
  if (path.includes('//')) return `store path '${path}' has an empty element`
  if (path.length > 1 && path.endsWith('/')) return `store path '${path}' ends with a slash`
  return path.startsWith('@') ? `store path '${path}' is no node` : undefined
}
