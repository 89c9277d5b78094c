import type { Unknowns } from '../codec/unknowns.js'
import type { KiB } from '../units.js'
import type { AcpiIndex, DeviceInfo, VirtioOptions } from './common.js'

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
