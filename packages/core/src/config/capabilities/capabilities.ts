import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { child, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { capabilitiesGuestCodec, type CapabilitiesGuest } from './guest.js'
import { capabilitiesHostCodec, type CapabilitiesHost } from './host.js'

/** What a host is and which guests it can run: `<capabilities>` (https://libvirt.org/formatcaps.html), as plain data. */
export interface Capabilities extends Unknowns {
  readonly host: CapabilitiesHost
  /** One per kind of guest and architecture. */
  readonly guests?: readonly CapabilitiesGuest[]
}

export const capabilitiesCodec: Codec<Capabilities> = element('capabilities', {
  host: required(child(capabilitiesHostCodec)),
  guests: children(capabilitiesGuestCodec),
})
