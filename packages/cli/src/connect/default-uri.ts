import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../environment.js'

const variables = ['VIRSH_DEFAULT_CONNECT_URI', 'VIRT_DEFAULT_URI', 'LIBVIRT_DEFAULT_URI'] as const

/** The URI that environment or configuration name; `undefined`: ask the drivers. */
export async function defaultUri(environment: Environment): Promise<string | undefined> {
  const { env } = environment
  const named = variables.map((name) => env[name]).find(Boolean)
  return named ?? configuredUri(environment)
}

async function configuredUri(environment: Environment): Promise<string | undefined> {
  const text = await readFile(configurationFile(environment), 'utf8').catch(() => '')
  return /^[ \t]*uri_default[ \t]*=[ \t]*(["'])(.*)\1[ \t]*(?:#.*)?$/m.exec(text)?.[2] || undefined
}

/** libvirt's own: one for the administrator, one for each user. */
function configurationFile({ env, uid }: Environment): string {
  if (uid === 0) return '/etc/libvirt/libvirt.conf'
  return join(env.XDG_CONFIG_HOME || join(env.HOME ?? '/', '.config'), 'libvirt', 'libvirt.conf')
}
