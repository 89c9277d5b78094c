import type { DiskConfig } from '@virt/core/config'
import { imagesOf } from '../image-chain.js'
import { unsupported, type Plan } from '../plan.js'
import { encryptionSecret } from './format-details.js'
import { secretOptions } from './secrets.js'
import { credentialsOption } from '../tls.js'
import { authSecret, connectionOf } from './storage-node.js'

/** The objects with the passwords, passphrases and certificates of all images of a disk. */
export function diskSecretOptions(plan: Plan, disk: DiskConfig): readonly string[] {
  return imagesOf(disk).flatMap(({ index, source }) => {
    const name = `libvirt-${index}`
    const passphrases = source?.encryption?.secrets ?? []
    if (passphrases.length > 1) throw unsupported('an image can have only one secret')
    return [
      ...(source?.auth?.secret ? secretOptions(plan, authSecret(name), source.auth.secret) : []),
      ...(source?.tls ? credentialsOption(connectionOf(name), 'nbd', 'client') : []),
      ...passphrases.flatMap((secret) => secretOptions(plan, encryptionSecret(name), secret)),
    ]
  })
}
