import { choice } from '../codec/choice.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, fallback, required, type SureField } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { cUint, hex, onOff, oneOf, text, uuid, type Value } from '../codec/values.js'

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

const zpci: Codec<ZpciAddress> = element('zpci', {
  uid: attribute('uid', hex(4, 0xffff, 1)),
  fid: attribute('fid', hex(8)),
})

const type = <const T extends string>(name: T): SureField<T> => required(attribute('type', oneOf(name)))

export const pciAddressCodec: Codec<PciAddress> = element('address', {
  type: type('pci'),
  domain: attribute('domain', hex(4, 0xffffffff)),
  bus: attribute('bus', hex(2, 0xff)),
  slot: attribute('slot', hex(2, 0x1f)),
  function: attribute('function', hex(1, 7)),
  multifunction: attribute('multifunction', onOff),
  zpci: child(zpci),
})

/** The address of a host's device, which needs no type. */
export const hostPciAddressCodec: Codec<PciAddress> = element('address', {
  type: { ...fallback(attribute('type', oneOf('pci')), 'pci'), silent: 'pci' },
  domain: attribute('domain', hex(4)),
  bus: attribute('bus', hex(2, 0xff)),
  slot: attribute('slot', hex(2, 0x1f)),
  function: attribute('function', hex(1, 7)),
  multifunction: attribute('multifunction', onOff),
  zpci: child(zpci),
})

const drive: Codec<DriveAddress> = element('address', {
  type: type('drive'),
  controller: attribute('controller', cUint),
  bus: attribute('bus', cUint),
  target: attribute('target', cUint),
  unit: attribute('unit', cUint),
})

const virtioSerial: Codec<VirtioSerialAddress> = element('address', {
  type: type('virtio-serial'),
  controller: attribute('controller', cUint),
  bus: attribute('bus', cUint),
  port: attribute('port', cUint),
})

const ccid: Codec<CcidAddress> = element('address', {
  type: type('ccid'),
  controller: attribute('controller', cUint),
  slot: attribute('slot', cUint),
})

/** Up to four hubs deep. */
const usbPort: Value<string> = {
  read: (text) => (/^\d+(?:\.\d+){0,3}$/.test(text) ? text : undefined),
  write: (value) => value,
}

const usb: Codec<UsbAddress> = element('address', {
  type: type('usb'),
  bus: attribute('bus', cUint),
  port: attribute('port', usbPort),
})

const spaprVio: Codec<SpaprVioAddress> = element('address', {
  type: type('spapr-vio'),
  reg: attribute('reg', hex(8, 0xffffffffff)),
})

const ccw: Codec<CcwAddress> = element('address', {
  type: type('ccw'),
  cssid: attribute('cssid', hex(1, 0xfe)),
  ssid: attribute('ssid', hex(1, 3)),
  devno: attribute('devno', hex(4, 0xffff)),
})

const isa: Codec<IsaAddress> = element('address', {
  type: type('isa'),
  iobase: attribute('iobase', hex(1)),
  irq: attribute('irq', hex(1)),
})

const dimm: Codec<DimmAddress> = element('address', {
  type: type('dimm'),
  slot: attribute('slot', cUint),
  base: attribute('base', text),
})

const mdev: Codec<MdevAddress> = element('address', {
  type: type('mdev'),
  uuid: required(attribute('uuid', uuid)),
})

export const deviceAddressCodec: Codec<DeviceAddress> = choice('address', 'type', {
  pci: pciAddressCodec,
  drive,
  'virtio-serial': virtioSerial,
  ccid,
  usb,
  'spapr-vio': spaprVio,
  ccw,
  isa,
  dimm,
  mdev,
  'virtio-mmio': element('address', { type: type('virtio-mmio') }),
  unassigned: element('address', { type: type('unassigned') }),
})
