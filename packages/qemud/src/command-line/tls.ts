import { jsonOption } from './options.js'

/** Where each use of TLS has its key and certificates, under the names that QEMU looks for: `ca-cert.pem`, `client-cert.pem` and so on. */
const certificates = { chardev: '/etc/pki/libvirt-chardev', nbd: '/etc/pki/libvirt-nbd' } as const

/** The name of the object with the credentials of a connection. */
export const credentialsId = (connection: string): string => `obj${connection}_tls0`

/** `-object tls-creds-x509`: the other side must show a certificate, too. */
export function credentialsOption(
  connection: string,
  use: keyof typeof certificates,
  endpoint: 'client' | 'server',
): readonly string[] {
  return jsonOption('-object', {
    'qom-type': 'tls-creds-x509',
    id: credentialsId(connection),
    dir: certificates[use],
    endpoint,
    'verify-peer': true,
  })
}
