import type { Unknowns } from '../codec/unknowns.js'

/** `<seclabel>` of a domain: how a security model (selinux, apparmor, dac) confines it. */
export interface SecurityLabel extends Unknowns {
  readonly type?: 'dynamic' | 'static' | 'none'
  readonly model?: string
  readonly relabel?: boolean
  readonly label?: string
  readonly imagelabel?: string
  readonly baselabel?: string
}

/** `<seclabel>` of a device's source. */
export interface DeviceSecurityLabel extends Unknowns {
  readonly model?: string
  readonly labelskip?: boolean
  readonly relabel?: boolean
  readonly label?: string
}
