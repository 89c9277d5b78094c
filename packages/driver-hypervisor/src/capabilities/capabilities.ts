import type { Capabilities } from '@virt/core/config'
import { guestFrom } from './guest.js'
import { guestKinds } from './guest-kinds.js'
import { hostFlags } from './host-flags.js'
import { styles, type CapabilitiesStyle } from './style.js'

/** What Xen's capabilities are made of. */
export interface CapabilitiesSource {
  /** The machine as `uname -m` has it: `x86_64`. */
  readonly machine: string
  /** The text of `/proc/cpuinfo`. */
  readonly cpuinfo: string
  /** The guests that Xen can run, as `/sys/hypervisor/properties/capabilities` has them: `xen-3.0-x86_64 hvm-3.0-x86_32 ...`. */
  readonly capabilities: string
}

/**
 * What a Xen host is and which guests it can run (`virConnectGetCapabilities`). One guest for each architecture and kind,
 * in Xen's order. The style `2007` gives what libvirt 0.2.3 knew.
 */
export function capabilitiesFrom(
  { machine, cpuinfo, capabilities }: CapabilitiesSource,
  { style = 'today' }: { readonly style?: CapabilitiesStyle } = {},
): Capabilities {
  const { host, ...rules } = styles[style]
  const flags = hostFlags(cpuinfo)
  const guests = guestKinds(capabilities).map((kind) => guestFrom(kind, machine, rules))
  const known = rules.emptyFeatures || Object.keys(flags).length > 0
  return {
    host: { cpu: { arch: machine, ...(known && { flags }) }, ...host },
    ...(guests.length > 0 && { guests }),
  }
}
