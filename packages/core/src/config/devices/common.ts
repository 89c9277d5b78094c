import type { Unknowns } from '../codec/unknowns.js'
import type { DeviceAddress } from './address.js'

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
