import type { Unknowns } from '../codec/unknowns.js'
import type { AcpiIndex, DeviceInfo, VirtioDriver } from './common.js'

/** `<vsock>`: sockets between guest and host. */
export interface VsockConfig extends DeviceInfo {
  readonly model?: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional'
  readonly cid?: { readonly auto?: boolean; readonly address?: number } & Unknowns
  readonly driver?: VirtioDriver
  readonly acpi?: AcpiIndex
}
