import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, uint, word } from '../codec/values.js'
import type { DomainType } from '../domain/domain.js'
import { cpuChoicesCodec, type CpuChoices } from './cpu-choices.js'
import { choices, choicesCodec, loaderCodec, type Choices, type LoaderChoices } from './choices.js'

/**
 * What domains of one type, architecture and machine may say on this host: `<domainCapabilities>`
 * (https://libvirt.org/formatdomaincaps.html), as plain data.
 */
export interface DomainCapabilities extends Unknowns {
  /** The emulator. */
  readonly path?: string
  readonly domain: DomainType
  /** The canonical name. */
  readonly machine?: string
  readonly arch: string
  readonly vcpu?: { readonly max: number } & Unknowns
  readonly iothreads?: Choices
  readonly os?: OsChoices
  readonly cpu?: CpuChoices
  readonly memoryBacking?: Choices
  readonly devices?: DeviceChoices
  readonly features?: FeatureChoices
}

export interface OsChoices extends Choices {
  /** Firmware images, and how they may be given. */
  readonly loader?: LoaderChoices
}

/** Kinds of devices. */
export interface DeviceChoices extends Unknowns {
  readonly disk?: Choices
  readonly graphics?: Choices
  readonly video?: Choices
  readonly hostdev?: Choices
  readonly rng?: Choices
  readonly filesystem?: Choices
  readonly tpm?: Choices
  readonly redirdev?: Choices
  readonly channel?: Choices
}

export interface FeatureChoices extends Unknowns {
  readonly gic?: Choices
  readonly vmcoreinfo?: Choices
  readonly genid?: Choices
  readonly backingStoreInput?: Choices
  readonly backup?: Choices
  readonly s390Pv?: Choices
  readonly sev?: Choices
  readonly sgx?: Choices
}

const os: Codec<OsChoices> = element('os', { ...choices, loader: child(loaderCodec) })

const devices: Codec<DeviceChoices> = element('devices', {
  disk: child(choicesCodec('disk')),
  graphics: child(choicesCodec('graphics')),
  video: child(choicesCodec('video')),
  hostdev: child(choicesCodec('hostdev')),
  rng: child(choicesCodec('rng')),
  filesystem: child(choicesCodec('filesystem')),
  tpm: child(choicesCodec('tpm')),
  redirdev: child(choicesCodec('redirdev')),
  channel: child(choicesCodec('channel')),
})

const features: Codec<FeatureChoices> = element('features', {
  gic: child(choicesCodec('gic')),
  vmcoreinfo: child(choicesCodec('vmcoreinfo')),
  genid: child(choicesCodec('genid')),
  backingStoreInput: child(choicesCodec('backingStoreInput')),
  backup: child(choicesCodec('backup')),
  s390Pv: child(choicesCodec('s390-pv')),
  sev: child(choicesCodec('sev')),
  sgx: child(choicesCodec('sgx')),
})

export const domainCapabilitiesCodec: Codec<DomainCapabilities> = element('domainCapabilities', {
  path: plain('path', content(text)),
  domain: required(plain('domain', content(word()))),
  machine: plain('machine', content(text)),
  arch: required(plain('arch', content(text))),
  vcpu: child(element('vcpu', { max: required(attribute('max', uint)) })),
  iothreads: child(choicesCodec('iothreads')),
  os: child(os),
  cpu: child(cpuChoicesCodec),
  memoryBacking: child(choicesCodec('memoryBacking')),
  devices: child(devices),
  features: child(features),
})
