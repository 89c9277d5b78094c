import type { DiskSource, SourceHost } from '@virt/core/config'
import { unsupported } from '../plan.js'

/** The names of objects that a source needs: of that with its password, and of that with its certificates. */
export interface SourceObjects {
  readonly secret?: string
  readonly credentials?: string
}

/** What a network source becomes: the fields of its block node. */
export type Protocol = (source: DiskSource, objects: SourceObjects) => object

/** The ports that servers have when the definition does not say. */
const usualPorts: Readonly<Record<string, number>> = {
  nbd: 10809,
  iscsi: 3260,
  http: 80,
  https: 443,
  ftp: 21,
  ftps: 990,
  ssh: 22,
  gluster: 24007,
}

/** The network protocols that QEMU speaks itself. */
export const protocols: Readonly<Record<string, Protocol>> = {
  nbd: (source, { credentials }) => ({
    driver: 'nbd',
    server: socketAddress(source, onlyHost(source)),
    export: source.name,
    'tls-creds': credentials,
    'tls-hostname': source.tlsHostname,
    'reconnect-delay': source.reconnect?.delay,
  }),
  iscsi: (source, { secret }) => {
    const [target, lun = '0'] = (source.name ?? '').split('/')
    return {
      driver: 'iscsi',
      portal: authority(source),
      target,
      lun: Number(lun),
      transport: 'tcp',
      user: source.auth?.username,
      'password-secret': secret,
      'initiator-name': source.initiator?.iqn?.name,
    }
  },
  http: url,
  https: url,
  ftp: url,
  ftps: url,
  ssh: (source) => {
    const { name, port } = onlyHost(source)
    return {
      driver: 'ssh',
      path: source.name,
      server: { host: name, port: portOf(source, port) },
      user: source.auth?.username ?? source.identity?.user,
      'host-key-check': { mode: 'none' },
    }
  },
  rbd: (source, { secret }) => {
    const [pool, ...image] = (source.name ?? '').split('/')
    const [namespace] = image.length > 1 ? image.splice(0, 1) : []
    return {
      driver: 'rbd',
      pool,
      namespace,
      image: image.join('/'),
      snapshot: source.snapshot?.name,
      conf: source.config?.file,
      server: source.hosts?.map(({ name, port }) => ({ host: name, port: String(port ?? 6789) })),
      user: source.auth?.username,
      'auth-client-required': secret === undefined ? undefined : ['cephx', 'none'],
      'key-secret': secret,
    }
  },
  gluster: (source) => {
    const [volume, ...path] = (source.name ?? '').split('/')
    return {
      driver: 'gluster',
      volume,
      path: path.join('/'),
      server: (source.hosts ?? []).map((host) => socketAddress(source, host)),
      debug: 4,
    }
  },
  nfs: (source) => ({
    driver: 'nfs',
    server: { host: onlyHost(source).name, type: 'inet' },
    path: source.name,
    user: numeric(source.identity?.user),
    group: numeric(source.identity?.group),
  }),
}

function url(source: DiskSource, { secret }: SourceObjects): object {
  const { protocol, name = '', query, ssl, readahead, timeout, auth } = source
  const path = name.startsWith('/') ? name : `/${name}`
  return {
    driver: protocol,
    url: `${protocol}://${authority(source)}${path}${query === undefined ? '' : `?${query}`}`,
    username: auth?.username,
    'password-secret': secret,
    sslverify: ssl?.verify,
    readahead: readahead?.size,
    timeout: timeout?.seconds,
  }
}

function authority(source: DiskSource): string {
  const { name = '', port } = onlyHost(source)
  return `${name.includes(':') ? `[${name}]` : name}:${portOf(source, port)}`
}

function portOf({ protocol = '' }: DiskSource, port: number | undefined): string {
  return String(port || (usualPorts[protocol] ?? 0))
}

function onlyHost({ protocol, hosts = [] }: DiskSource): SourceHost {
  const [host, ...others] = hosts
  if (host && others.length === 0) return host
  throw unsupported(`protocol '${protocol}' accepts only one host`)
}

function socketAddress(source: DiskSource, { transport, socket, name, port }: SourceHost): object {
  if (transport === 'rdma') throw unsupported("transport 'rdma' is not supported for disks")
  if (transport === 'unix') return { type: 'unix', path: socket }
  return { type: 'inet', host: name, port: portOf(source, port) }
}

function numeric(id: string | undefined): number | undefined {
  if (id === undefined) return undefined
  const digits = id.replace(/^\+/, '')
  if (/^\d+$/.test(digits)) return Number(digits)
  throw unsupported(`identity '${id}' of an NFS source must be a number`)
}
