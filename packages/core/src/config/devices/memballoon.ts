import type { Unknowns } from '../codec/unknowns.js'
import type { AcpiIndex, DeviceInfo, VirtioDriver } from './common.js'

/** `<memballoon>`: gives memory back to the host. */
export interface MemballoonConfig extends DeviceInfo {
  readonly model: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional' | 'xen' | 'none'
  readonly autodeflate?: boolean
  readonly freePageReporting?: boolean
  /** Seconds between figures; 0: none. */
  readonly stats?: { readonly period: number } & Unknowns
  readonly driver?: VirtioDriver
  readonly acpi?: AcpiIndex
}
