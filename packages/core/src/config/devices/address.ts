import type { Unknowns } from '../codec/unknowns.js'

/** `<zpci>`: the s390 name of a PCI device. */
export interface ZpciAddress extends Unknowns {
  readonly uid?: number
  readonly fid?: number
}

/** Where a PCI device is: `domain:bus:slot.function`. All four absent: the driver chooses. */
export interface PciAddress extends Unknowns {
  readonly type: 'pci'
  readonly domain?: number
  readonly bus?: number
  readonly slot?: number
  readonly function?: number
  readonly multifunction?: boolean
  readonly zpci?: ZpciAddress
}

export interface DriveAddress extends Unknowns {
  readonly type: 'drive'
  readonly controller?: number
  readonly bus?: number
  readonly target?: number
  readonly unit?: number
}

export interface VirtioSerialAddress extends Unknowns {
  readonly type: 'virtio-serial'
  readonly controller?: number
  readonly bus?: number
  readonly port?: number
}

export interface CcidAddress extends Unknowns {
  readonly type: 'ccid'
  readonly controller?: number
  readonly slot?: number
}

export interface UsbAddress extends Unknowns {
  readonly type: 'usb'
  readonly bus?: number
  /** Hubs on the way, with dots: `1.2`. */
  readonly port?: string
}

export interface SpaprVioAddress extends Unknowns {
  readonly type: 'spapr-vio'
  readonly reg?: number
}

export interface CcwAddress extends Unknowns {
  readonly type: 'ccw'
  readonly cssid?: number
  readonly ssid?: number
  readonly devno?: number
}

export interface IsaAddress extends Unknowns {
  readonly type: 'isa'
  readonly iobase?: number
  readonly irq?: number
}

export interface DimmAddress extends Unknowns {
  readonly type: 'dimm'
  readonly slot?: number
  /** Guest physical address, hexadecimal text: it may need all 64 bits. */
  readonly base?: string
}

export interface MdevAddress extends Unknowns {
  readonly type: 'mdev'
  readonly uuid: string
}

export interface VirtioMmioAddress extends Unknowns {
  readonly type: 'virtio-mmio'
}

export interface UnassignedAddress extends Unknowns {
  readonly type: 'unassigned'
}

/** `<address>`: where the guest finds a device. */
export type DeviceAddress =
  | PciAddress
  | DriveAddress
  | VirtioSerialAddress
  | CcidAddress
  | UsbAddress
  | SpaprVioAddress
  | CcwAddress
  | IsaAddress
  | DimmAddress
  | MdevAddress
  | VirtioMmioAddress
  | UnassignedAddress
