import type { GraphicsConfig } from '../devices/graphics.js'
import type { DomainConfig } from './domain.js'

/** A description for those who may not see passwords: `*****` says that there is one, as libvirt does without `VIR_DOMAIN_XML_SECURE`. */
export function withoutSecrets(config: DomainConfig): DomainConfig {
  const { devices } = config
  if (!devices?.graphics?.some(({ passwd }) => passwd !== undefined)) return config
  return { ...config, devices: { ...devices, graphics: devices.graphics.map(masked) } }
}

function masked(graphics: GraphicsConfig): GraphicsConfig {
  return graphics.passwd === undefined ? graphics : { ...graphics, passwd: '*****' }
}
