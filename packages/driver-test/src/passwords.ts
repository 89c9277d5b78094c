import type { DomainConfig } from '@virt/core/config'

/** The same description without what only `secure` may show. */
export function withoutPasswords(config: DomainConfig): DomainConfig {
  const { devices } = config
  if (!devices?.graphics?.some(({ passwd }) => passwd !== undefined)) return config
  const graphics = devices.graphics.map((each) => ({ ...each, passwd: undefined }))
  return { ...config, devices: { ...devices, graphics } }
}
