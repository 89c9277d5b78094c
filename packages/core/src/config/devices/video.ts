import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required, silent } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, text, uint, yesNo } from '../codec/values.js'
import type { KiB } from '../units.js'
import {
  acpiIndexCodec,
  deviceInfo,
  virtioOptions,
  type AcpiIndex,
  type DeviceInfo,
  type VirtioOptions,
} from './common.js'

export type VideoModelType =
  | 'default'
  | 'vga'
  | 'cirrus'
  | 'vmvga'
  | 'xen'
  | 'vbox'
  | 'qxl'
  | 'parallels'
  | 'virtio'
  | 'gop'
  | 'none'
  | 'bochs'
  | 'ramfb'

/** `<video>`: a graphics card. */
export interface VideoConfig extends DeviceInfo {
  readonly driver?: VideoDriver
  readonly model?: VideoModel
  readonly acpi?: AcpiIndex
}

export interface VideoModel extends Unknowns {
  readonly type: VideoModelType
  readonly ram?: KiB
  readonly vram?: KiB
  readonly vram64?: KiB
  readonly vgamem?: KiB
  readonly heads?: number
  readonly primary?: boolean
  readonly blob?: boolean
  readonly acceleration?: VideoAcceleration
  readonly resolution?: { readonly x: number; readonly y: number } & Unknowns
}

export interface VideoAcceleration extends Unknowns {
  readonly accel2d?: boolean
  readonly accel3d?: boolean
  readonly rendernode?: string
}

export interface VideoDriver extends VirtioOptions, Unknowns {
  readonly name?: 'qemu' | 'vhostuser'
  readonly vgaconf?: 'io' | 'on' | 'off'
}

const modelTypes = oneOf(
  'default',
  'vga',
  'cirrus',
  'vmvga',
  'xen',
  'vbox',
  'qxl',
  'parallels',
  'virtio',
  'gop',
  'none',
  'bochs',
  'ramfb',
)

const acceleration: Codec<VideoAcceleration> = element('acceleration', {
  accel2d: attribute('accel2d', yesNo),
  accel3d: attribute('accel3d', yesNo),
  rendernode: attribute('rendernode', text),
})

const model: Codec<VideoModel> = element('model', {
  type: required(attribute('type', modelTypes)),
  ram: attribute('ram', uint),
  vram: attribute('vram', uint),
  vram64: attribute('vram64', uint),
  vgamem: attribute('vgamem', uint),
  heads: attribute('heads', uint),
  primary: silent(attribute('primary', yesNo), false),
  blob: attribute('blob', onOff),
  acceleration: child(acceleration),
  resolution: child(
    element('resolution', { x: required(attribute('x', uint)), y: required(attribute('y', uint)) }),
  ),
})

const driver: Codec<VideoDriver> = element('driver', {
  name: attribute('name', oneOf('qemu', 'vhostuser')),
  vgaconf: attribute('vgaconf', oneOf('io', 'on', 'off')),
  ...virtioOptions,
})

export const videoCodec: Codec<VideoConfig> = element('video', {
  driver: child(driver),
  model: child(model),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
})
