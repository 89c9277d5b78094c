import type { Unknowns } from '../codec/unknowns.js'

/** `<redirfilter>`: which USB devices may be redirected; the first rule that fits decides. */
export interface RedirfilterConfig extends Unknowns {
  readonly rules?: readonly UsbFilterRule[]
}

/** Absent fields fit every device. */
export interface UsbFilterRule extends Unknowns {
  readonly class?: number
  readonly vendor?: number
  readonly product?: number
  readonly version?: string
  readonly allow: boolean
}
