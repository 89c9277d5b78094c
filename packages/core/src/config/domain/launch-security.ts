import type { Unknowns } from '../codec/unknowns.js'

/** `<launchSecurity>`: memory encryption of the guest. */
export interface LaunchSecurity extends Unknowns {
  readonly type: 'sev' | 's390-pv'
  readonly kernelHashes?: boolean
  readonly cbitpos?: number
  readonly reducedPhysBits?: number
  /** `<policy>`, bit mask. Present with `sev`. */
  readonly policy?: number
  readonly dhCert?: string
  readonly session?: string
}
