import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, flag, required, silent } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uuid, yesNo } from '../codec/values.js'
import { deviceInfo, type DeviceInfo } from './common.js'

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

const banks: Codec<PcrBanks> = element('active_pcr_banks', {
  sha1: flag('sha1'),
  sha256: flag('sha256'),
  sha384: flag('sha384'),
  sha512: flag('sha512'),
})

const backend: Codec<TpmBackend> = element('backend', {
  type: required(attribute('type', oneOf('passthrough', 'emulator', 'external'))),
  version: attribute('version', oneOf('1.2', '2.0')),
  persistentState: silent(attribute('persistent_state', yesNo), false),
  device: child(element('device', { path: required(attribute('path', text)) })),
  encryption: child(element('encryption', { secret: required(attribute('secret', uuid)) })),
  activePcrBanks: child(banks),
  source: child(
    element('source', {
      type: required(attribute('type', text)),
      mode: attribute('mode', text),
      path: required(attribute('path', text)),
    }),
  ),
})

export const tpmCodec: Codec<TpmConfig> = element('tpm', {
  model: attribute('model', oneOf('tpm-tis', 'tpm-crb', 'tpm-spapr', 'spapr-tpm-proxy')),
  backend: required(child(backend)),
  ...deviceInfo,
})
