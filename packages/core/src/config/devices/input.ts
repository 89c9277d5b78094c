import type { Unknowns } from '../codec/unknowns.js'
import type { AcpiIndex, DeviceInfo, VirtioDriver } from './common.js'

/** `<input>`. */
export interface InputConfig extends DeviceInfo {
  readonly type: 'mouse' | 'tablet' | 'keyboard' | 'passthrough' | 'evdev'
  readonly bus?: 'ps2' | 'usb' | 'xen' | 'parallels' | 'virtio' | 'default'
  readonly model?: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional'
  readonly driver?: VirtioDriver
  readonly source?: InputSource
  readonly acpi?: AcpiIndex
}

export interface InputSource extends Unknowns {
  /** `evdev`. */
  readonly dev?: string
  readonly grab?: 'all'
  readonly grabToggle?:
    'ctrl-ctrl' | 'alt-alt' | 'shift-shift' | 'meta-meta' | 'scrolllock' | 'ctrl-scrolllock'
  readonly repeat?: boolean
  /** `passthrough`. */
  readonly evdev?: string
}
