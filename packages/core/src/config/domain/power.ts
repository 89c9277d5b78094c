import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, yesNo } from '../codec/values.js'

/** `<pm>`: whether the guest may sleep. */
export interface PowerManagement extends Unknowns {
  readonly suspendToMem?: { readonly enabled?: boolean } & Unknowns
  readonly suspendToDisk?: { readonly enabled?: boolean } & Unknowns
}

/** A row of `<perf>`. */
export interface PerfEvent extends Unknowns {
  readonly name: string
  readonly enabled: boolean
}

export const powerManagementCodec: Codec<PowerManagement> = element('pm', {
  suspendToMem: child(element('suspend-to-mem', { enabled: attribute('enabled', yesNo) })),
  suspendToDisk: child(element('suspend-to-disk', { enabled: attribute('enabled', yesNo) })),
})

export const perfEventCodec: Codec<PerfEvent> = element('event', {
  name: required(attribute('name', text)),
  enabled: required(attribute('enabled', yesNo)),
})
