import type { NativeFormat } from '@virt/core/driver'
import { domainFromSxp, domainToSxp } from './domain.js'

/** The notation of Xen 3.1 to 4.4. */
const newestConfigVersion = 4

/** libvirt's `xen-sxpr`. */
export const xenSxpr: NativeFormat = {
  summary: "S-expression of Xen's daemon",
  parse: (text) => domainFromSxp(text, { configVersion: newestConfigVersion }),
  format: (config) => domainToSxp(config, { configVersion: newestConfigVersion }),
}
