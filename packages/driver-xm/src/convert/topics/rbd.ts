import type { DiskSource, SourceHost } from '@virt/core/config'
import { unsupported } from '@virt/xen-common'

/**
 * An image of a Ceph cluster as QEMU names it: `rbd:POOL/IMAGE[@SNAPSHOT]:OPTION=VALUE:...`, in which a backslash protects
 * `:`, `;`, `=`, `@` and itself. Absent for other texts.
 */
export function rbdFromText(text: string): DiskSource | undefined {
  if (!text.startsWith('rbd:')) return undefined
  const [image = '', ...options] = split(text.slice(4), ':')
  const [name = '', snapshot] = split(image, '@').map(unescape)
  const settings = new Map(options.map((option) => split(option, '=').map(unescape) as [string, string]))
  const hosts = options.find((option) => option.startsWith('mon_host='))?.slice('mon_host='.length)
  const config = settings.get('conf')
  return {
    protocol: 'rbd',
    name,
    ...(hosts && { hosts: hostsOf(unescape(hosts)) }),
    ...(snapshot !== undefined && { snapshot: { name: snapshot } }),
    ...(config !== undefined && { config: { file: config } }),
    ...(settings.has('id') && { auth: { username: settings.get('id') } }),
  } as DiskSource
}

export function rbdToText({ protocol, name = '', hosts = [], snapshot, config, auth }: DiskSource): string {
  if (protocol !== 'rbd') throw unsupported(`unsupported network disk protocol ${protocol ?? ''}`)
  const image = escape(name) + (snapshot ? `@${escape(snapshot.name)}` : '')
  const credentials = auth
    ? [`id=${escape(auth.username)}`, `auth_supported=${escape('cephx;none')}`]
    : ['auth_supported=none']
  return [
    `rbd:${image}`,
    ...credentials,
    ...(hosts.length > 0 ? [`mon_host=${escape(hosts.map(hostText).join(';'))}`] : []),
    ...(config ? [`conf=${escape(config.file)}`] : []),
  ].join(':')
}

function escape(text: string): string {
  return text.replace(/[\\:;=@]/g, '\\$&')
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1')
}

/** At each separator that is not protected. */
function split(text: string, separator: string): string[] {
  const parts = ['']
  for (const token of text.match(/\\.|[^\\]|\\$/gs) ?? [])
    if (token === separator) parts.push('')
    else parts.push((parts.pop() ?? '') + token)
  return parts
}

function hostsOf(text: string): readonly SourceHost[] {
  return split(text, ';')
    .filter((host) => host !== '')
    .map(hostOf)
}

function hostOf(text: string): SourceHost {
  const [, bracketed, bare, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? []
  return { name: bracketed ?? bare ?? text, ...(port !== undefined && { port: Number(port) }) }
}

function hostText({ name = '', port }: SourceHost): string {
  const host = name.includes(':') ? `[${name}]` : name
  return port === undefined ? host : `${host}:${port}`
}
