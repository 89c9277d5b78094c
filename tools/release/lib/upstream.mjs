import { execFileSync } from 'node:child_process'

/** The registry that npm is set up to use here, with a slash at its end. */
export function upstreamRegistry() {
  const configured =
    process.env['npm_config_registry'] ??
    execFileSync('npm', ['config', 'get', 'registry'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  return configured.trim().replace(/\/?$/, '/')
}
