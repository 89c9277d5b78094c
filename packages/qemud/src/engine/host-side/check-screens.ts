import { existsSync } from 'node:fs'
import type { DevicesConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { certificates } from '../../command-line/graphics/spice.js'

/** Refuse screens whose other half this host does not have: QEMU's own words would not tell what is missing. */
export function checkScreens({ graphics = [], videos = [] }: DevicesConfig): void {
  const encrypted = graphics.some(({ type, tlsPort }) => type === 'spice' && (tlsPort ?? -1) > 0)
  if (encrypted && !existsSync(`${certificates}/server-cert.pem`))
    refuse(`spice TLS port set in XML configuration, but there is no certificate in ${certificates}`)
  if (videos.some(({ driver }) => driver?.name === 'vhostuser'))
    refuse("Unable to find a satisfying vhost-user-gpu: video driver 'vhostuser' cannot be started")
}

function refuse(detail: string): never {
  throw new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
}
