import type { DiskSource, EncryptionConfig } from '@virt/core/config'
import { unsupported } from '../plan.js'

interface Format {
  readonly name: string
  readonly format: string
  readonly metadataCache?: number
  readonly source?: DiskSource
}

/** What the node of an image's format has besides its name and cache: decryption, a part of the file, a cache of tables. */
export function formatDetails({ name, format, metadataCache, source }: Format): object {
  return {
    ...(metadataCache !== undefined && { 'cache-size': metadataCache }),
    ...(source?.encryption && decryption(source.encryption, format, encryptionSecret(name))),
    ...slice(source, format, name),
  }
}

/** The name of the object with an image's passphrase. */
export function encryptionSecret(name: string): string {
  return `${name}-format-encryption-secret0`
}

const qcow2Methods: Readonly<Record<string, string>> = { luks: 'luks', qcow: 'aes', default: 'aes' }

function decryption(
  { format: method, engine, cipher }: EncryptionConfig,
  format: string,
  secret: string,
): object {
  if (engine === 'librbd') return {}
  if (cipher) throw unsupported('supplying <cipher> for domain disk definition is unnecessary')
  if (format === 'raw' && method === 'luks') return { driver: 'luks', 'key-secret': secret }
  const encrypt = format === 'qcow2' ? qcow2Methods[method] : undefined
  if (encrypt !== undefined) return { encrypt: { format: encrypt, 'key-secret': secret } }
  throw unsupported(`encryption format '${method}' is not supported for storage format '${format}'`)
}

/** A part of the file: the raw format knows that itself, others need a node between. */
function slice(source: DiskSource | undefined, format: string, name: string): object {
  const [part] = source?.slices?.slices ?? []
  if (!part) return {}
  const { offset, size } = part
  if (format === 'raw' && !source?.encryption) return { offset, size }
  return { file: { driver: 'raw', 'node-name': `${name}-slice-sto`, offset, size, file: `${name}-storage` } }
}
