import type { Codec } from '../codec/codec.js'
import { element, type Fields } from '../codec/element.js'
import { attribute, child, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, positive, text, uint, yesNo } from '../codec/values.js'
import { deviceAddressCodec, type DeviceAddress } from './address.js'

/** What every device may have. */
export interface DeviceInfo extends Unknowns {
  /** The device's name in the running hypervisor; users' own begin with `ua-`. */
  readonly alias?: string
  readonly address?: DeviceAddress
}

/** `<boot>` of a device: 1 is tried first. */
export interface BootOrder extends Unknowns {
  readonly order: number
  readonly loadparm?: string
}

/** `<rom>`: the boot ROM of a PCI device. */
export interface RomConfig extends Unknowns {
  readonly enabled?: boolean
  readonly bar?: boolean
  readonly file?: string
}

/** Options of every virtio `<driver>`. */
export interface VirtioOptions {
  readonly iommu?: boolean
  readonly ats?: boolean
  readonly packed?: boolean
  readonly pagePerVq?: boolean
}

export interface VirtioDriver extends VirtioOptions, Unknowns {}

export interface AcpiIndex extends Unknowns {
  readonly index: number
}

/** Rows that end every device. */
export const deviceInfo: Fields<Omit<DeviceInfo, 'extra'>> = {
  alias: plain('alias', attribute('name', text)),
  address: child(deviceAddressCodec),
}

export const virtioOptions: Fields<VirtioOptions> = {
  iommu: attribute('iommu', onOff),
  ats: attribute('ats', onOff),
  packed: attribute('packed', onOff),
  pagePerVq: attribute('page_per_vq', onOff),
}

export const virtioDriverCodec: Codec<VirtioDriver> = element('driver', virtioOptions)

export const bootOrderCodec: Codec<BootOrder> = element('boot', {
  order: required(attribute('order', positive)),
  loadparm: attribute('loadparm', text),
})

export const romCodec: Codec<RomConfig> = element('rom', {
  enabled: attribute('enabled', yesNo),
  bar: attribute('bar', onOff),
  file: attribute('file', text),
})

export const acpiIndexCodec: Codec<AcpiIndex> = element('acpi', {
  index: required(attribute('index', uint)),
})
