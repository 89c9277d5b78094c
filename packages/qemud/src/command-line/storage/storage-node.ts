import type { DiskConfig, DiskSource, DiskType } from '@virt/core/config'
import { pciName } from '../devices/hostdevs.js'
import { unsupported } from '../plan.js'
import { encryptionSecret } from './format-details.js'
import { credentialsId } from '../tls.js'
import { protocols } from './protocols.js'

/** Where an image is that is neither a file nor a block device of this host. */
export interface RemoteSource {
  readonly type: Exclude<DiskType, 'file' | 'block'>
  readonly source: DiskSource
}

/** The fields of the block node that reads it; those that every node has come from elsewhere. */
export function remoteNode(remote: RemoteSource, disk: DiskConfig, name: string): object {
  const { type, source } = remote
  if (type === 'dir') return fat(source, disk)
  if (type === 'nvme') return { driver: 'nvme', device: nvme(source), namespace: source.namespace }
  const protocol = protocols[source.protocol ?? '']
  if (type !== 'network' || !protocol)
    throw unsupported(`'${source.protocol ?? type}' disks are not supported by this driver`)
  const node = protocol(source, {
    secret: source.auth?.secret && authSecret(name),
    credentials: source.tls ? credentialsId(connectionOf(name)) : undefined,
  })
  const { encryption } = source
  if (encryption?.engine !== 'librbd') return node
  return { ...node, encrypt: { format: encryption.format, 'key-secret': encryptionSecret(name) } }
}

/** The name of the object with an image's password. */
export function authSecret(name: string): string {
  return `${name}-storage-auth-secret0`
}

/** What the certificates of an image's connection are named after. */
export function connectionOf(name: string): string {
  return `${name}-storage`
}

/** Whether a source is one that {@link remoteNode} describes. */
export function remoteOf(
  type: DiskType | undefined,
  source: DiskSource | undefined,
): RemoteSource | undefined {
  if (type === undefined || type === 'file' || type === 'block' || !source) return undefined
  const empty = type === 'network' && source.protocol === undefined
  return empty || type === 'vhostuser' ? undefined : { type, source }
}

function fat({ dir }: DiskSource, { device, readonly }: DiskConfig): object {
  return { driver: 'vvfat', dir, floppy: device === 'floppy', rw: !readonly }
}

function nvme({ address }: DiskSource): string {
  if (!address) throw unsupported('a disk of type nvme needs the address of its controller')
  return pciName(address)
}
