import { upstreamRegistry } from './upstream.mjs'

/**
 * Whether the registry has this version. One that cannot be asked is an error: a dry run must not guess.
 * @param {string} name
 * @param {string} version
 */
export async function isPublished(name, version) {
  const registry = upstreamRegistry()
  const response = await fetch(`${registry}${name.replace('/', '%2f')}/${version}`)
  if (response.status !== 200 && response.status !== 404 && response.status !== 405)
    throw new Error(`${registry} answers ${response.status} for ${name}@${version}`)
  return response.ok
}
