import type { Unknowns } from '../codec/unknowns.js'
import type { CapabilitiesGuest } from './guest.js'
import type { CapabilitiesHost } from './host.js'

/** What a host is and which guests it can run: `<capabilities>` (https://libvirt.org/formatcaps.html), as plain data. */
export interface Capabilities extends Unknowns {
  readonly host: CapabilitiesHost
  /** One per kind of guest and architecture. */
  readonly guests?: readonly CapabilitiesGuest[]
}
