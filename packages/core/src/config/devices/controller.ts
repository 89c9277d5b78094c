import type { Unknowns } from '../codec/unknowns.js'
import type { KiB } from '../units.js'
import type { DeviceInfo, VirtioOptions } from './common.js'

export type ControllerType =
  'ide' | 'fdc' | 'scsi' | 'sata' | 'virtio-serial' | 'ccid' | 'usb' | 'pci' | 'xenbus' | 'isa'

/** `<controller>`: a bus that other devices sit on. */
export interface ControllerConfig extends DeviceInfo {
  readonly type: ControllerType
  /** The driver numbers those that have none. */
  readonly index?: number
  readonly model?: string
  /** `virtio-serial`. */
  readonly ports?: number
  readonly vectors?: number
  /** `xenbus`. */
  readonly maxGrantFrames?: number
  readonly maxEventChannels?: number
  /** `pci`: the device behind it. */
  readonly pciModel?: { readonly name: string } & Unknowns
  readonly target?: ControllerTarget
  readonly driver?: ControllerDriver
  /** Companion of a USB 2 controller. */
  readonly master?: { readonly startport: number } & Unknowns
  readonly pcihole64?: KiB
}

export interface ControllerTarget extends Unknowns {
  readonly chassisNr?: number
  readonly chassis?: number
  readonly port?: number
  readonly busNr?: number
  readonly index?: number
  readonly hotplug?: boolean
  readonly node?: number
}

export interface ControllerDriver extends VirtioOptions, Unknowns {
  readonly queues?: number
  readonly cmdPerLun?: number
  readonly maxSectors?: number
  readonly ioeventfd?: boolean
  readonly iothread?: number
}
