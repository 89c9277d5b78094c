/**
 * Whether the registry has this version. One that cannot be asked is an error: a dry run must not guess.
 * @param {string} name
 * @param {string} version
 */
export async function isPublished(name, version) {
  const registry = process.env['npm_config_registry'] ?? 'https://registry.npmjs.org/'
  const response = await fetch(`${registry.replace(/\/?$/, '/')}${name.replace('/', '%2f')}/${version}`)
  if (response.status !== 200 && response.status !== 404 && response.status !== 405)
    throw new Error(`${registry} answers ${response.status} for ${name}@${version}`)
  return response.ok
}
