import type { DiskConfig, DiskSource } from '@virt/core/config'
import { versionNumber, type Emulator } from '../../emulators/emulator.js'
import { imagesOf } from '../image-chain.js'
import type { Rule } from './rule.js'

/** The release of QEMU whose NBD takes the name that a certificate is for. */
const firstHostname = 7_000_000

/** Which images of a disk may be read by way of TLS, and how the server's certificate is checked. */
export function tlsRules(disk: DiskConfig, emulator: Emulator): readonly Rule[] {
  return imagesOf(disk).flatMap(({ source = {} }) => imageRules(source, emulator))
}

function imageRules({ protocol, tls = false, tlsHostname }: DiskSource, emulator: Emulator): readonly Rule[] {
  return [
    [tls && protocol !== 'nbd', `TLS is not supported for protocol '${protocol ?? ''}'`],
    [tlsHostname !== undefined && !tls, "tlsHostname requires tls='yes'"],
    [
      tlsHostname !== undefined && versionNumber(emulator) < firstHostname,
      'setting NBD TLS hostname is not supported by this QEMU binary',
    ],
  ]
}
