import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, plain, required } from '../codec/fields.js'
import { kib } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { cUint, hex, onOff, oneOf, text, uint } from '../codec/values.js'
import type { KiB } from '../units.js'
import { deviceInfo, virtioOptions, type DeviceInfo, type VirtioOptions } from './common.js'

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

const types = oneOf('ide', 'fdc', 'scsi', 'sata', 'virtio-serial', 'ccid', 'usb', 'pci', 'xenbus', 'isa')

const target: Codec<ControllerTarget> = element('target', {
  chassisNr: attribute('chassisNr', cUint),
  chassis: attribute('chassis', cUint),
  port: attribute('port', hex(1)),
  busNr: attribute('busNr', cUint),
  index: attribute('index', cUint),
  hotplug: attribute('hotplug', onOff),
  node: plain('node', content(uint)),
})

const driver: Codec<ControllerDriver> = element('driver', {
  queues: attribute('queues', uint),
  cmdPerLun: attribute('cmd_per_lun', uint),
  maxSectors: attribute('max_sectors', uint),
  ioeventfd: attribute('ioeventfd', onOff),
  iothread: attribute('iothread', uint),
  ...virtioOptions,
})

export const controllerCodec: Codec<ControllerConfig> = element('controller', {
  type: required(attribute('type', types)),
  index: attribute('index', uint),
  model: attribute('model', text),
  ports: attribute('ports', uint),
  vectors: attribute('vectors', uint),
  maxGrantFrames: attribute('maxGrantFrames', uint),
  maxEventChannels: attribute('maxEventChannels', uint),
  pciModel: child(element('model', { name: required(attribute('name', text)) })),
  target: child(target),
  driver: child(driver),
  master: child(element('master', { startport: required(attribute('startport', uint)) })),
  pcihole64: plain('pcihole64', content(kib)),
  ...deviceInfo,
})
