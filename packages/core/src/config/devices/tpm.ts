import type { Unknowns } from '../codec/unknowns.js'
import type { DeviceInfo } from './common.js'

/** `<tpm>`. */
export interface TpmConfig extends DeviceInfo {
  readonly model?: 'tpm-tis' | 'tpm-crb' | 'tpm-spapr' | 'spapr-tpm-proxy'
  readonly backend: TpmBackend
}

export interface TpmBackend extends Unknowns {
  readonly type: 'passthrough' | 'emulator' | 'external'
  readonly version?: '1.2' | '2.0'
  readonly persistentState?: boolean
  /** `passthrough`. */
  readonly device?: { readonly path: string } & Unknowns
  /** `emulator`. */
  readonly encryption?: { readonly secret: string } & Unknowns
  readonly activePcrBanks?: PcrBanks
  /** `external`. */
  readonly source?: { readonly type: string; readonly mode?: string; readonly path: string } & Unknowns
}

export interface PcrBanks extends Unknowns {
  readonly sha1?: boolean
  readonly sha256?: boolean
  readonly sha384?: boolean
  readonly sha512?: boolean
}
