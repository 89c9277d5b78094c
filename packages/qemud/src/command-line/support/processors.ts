import type { DomainConfig } from '@virt/core/config'
import type { Support } from './support.js'

/** `<vcpu>`. */
export const vcpu: Support<DomainConfig['vcpu']> = true

/** `<cpu>`. */
export const cpu: Support<DomainConfig['cpu']> = {
  mode: true,
  match: true,
  check: true,
  migratable: true,
  model: { name: true, fallback: true, vendorId: true },
  vendor: true,
  topology: true,
  cache: true,
  maxphysaddr: true,
  features: true,
  numa: true,
}
