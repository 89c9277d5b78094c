import { Failure } from '../../parser/failure.js'

type Numbers = readonly number[]

/** One spelling of an address: how many numbers in which base, and the element that they make. */
interface AddressKind {
  readonly parts: number
  readonly base: 10 | 16
  readonly element: (numbers: Numbers, multifunction: boolean) => string
}

const hex = (value: number | undefined, width: number): string =>
  `0x${(value ?? 0).toString(16).padStart(width, '0')}`

const drive: AddressKind = {
  parts: 3,
  base: 10,
  element: ([controller, bus, unit]) =>
    `<address type='drive' controller='${controller}' bus='${bus}' unit='${unit}'/>`,
}

const kinds: Readonly<Record<string, AddressKind>> = {
  pci: {
    parts: 4,
    base: 16,
    element: ([domain, bus, slot, part], multifunction) =>
      `<address type='pci' domain='${hex(domain, 4)}' bus='${hex(bus, 2)}' slot='${hex(slot, 2)}'` +
      ` function='${hex(part, 1)}'${multifunction ? " multifunction='on'" : ''}/>`,
  },
  ccw: {
    parts: 3,
    base: 16,
    element: ([cssid, ssid, devno]) =>
      `<address type='ccw' cssid='${hex(cssid, 2)}' ssid='${hex(ssid, 1)}' devno='${hex(devno, 4)}'/>`,
  },
  usb: { parts: 2, base: 10, element: ([bus, port]) => `<address type='usb' bus='${bus}' port='${port}'/>` },
  scsi: drive,
  sata: drive,
  ide: drive,
}

export interface Address {
  /** `pci`, `scsi`, ... as it was written. */
  readonly kind: string
  /** `<address>`. */
  readonly xml: string
}

/** The element from `pci:0000.00.00.00`, `scsi:0.0.0` and the like; `undefined` when it is none of them. */
export function parseAddress(text: string, multifunction: boolean): Address | undefined {
  const [, kind = '', place = ''] = /^([^:]*):([\s\S]*)$/.exec(text) ?? []
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  const numbers = known && readNumbers(place, known)
  return numbers && { kind, xml: known.element(numbers, multifunction) }
}

/** Which addresses go with a target of this name, and what is said of others. */
const targets: Readonly<Record<string, { readonly kinds: readonly string[]; readonly expected: string }>> = {
  vd: { kinds: ['pci', 'ccw'], expected: 'a pci:0000.00.00.00 or ccw:00.0.0000' },
  sd: { kinds: ['scsi', 'usb', 'sata'], expected: 'a scsi:00.00.00 or usb:00.00 or sata:00.00.00' },
  hd: { kinds: ['ide'], expected: 'an ide:00.00.00' },
}

/** `<address>` of a disk. */
export function diskAddress(text: string, target: string, multifunction: boolean): string {
  const address = parseAddress(text, multifunction)
  if (!address) throw new Failure('Invalid address.')
  const fitting = targets[target.slice(0, 2)]
  if (fitting && !fitting.kinds.includes(address.kind))
    throw new Failure(`expecting ${fitting.expected} address.`)
  return address.xml
}

function readNumbers(place: string, { parts, base }: AddressKind): Numbers | undefined {
  const digits = base === 16 ? /^(?:0x)?[0-9a-f]+$/i : /^\d+$/
  const words = place.split(/[.:]/)
  if (words.length !== parts || !words.every((word) => digits.test(word))) return undefined
  const numbers = words.map((word) => Number.parseInt(word, base))
  return numbers.every((each) => each < 2 ** 32) ? numbers : undefined
}
