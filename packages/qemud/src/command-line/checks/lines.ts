import type { ChardevBackend, DevicesConfig, SmartcardConfig } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import { refuse, type Rule } from './rule.js'

/** Refuse serial ports, consoles, channels and card readers that cannot be. */
export function checkLines(devices: DevicesConfig, family: MachineFamily): void {
  const { serials = [], parallels = [], consoles = [], channels = [], smartcards = [] } = devices
  const { redirdevs = [], graphics = [] } = devices
  refuse([
    ...serials.flatMap(({ target, address }) => placeRules(target?.type, address?.type)),
    ...consoles.map(({ target }): Rule => [
      target?.type === 'sclp' && family.name !== 'ccw',
      `console type 'sclp' is only supported on machines of s390`,
    ]),
    ...[...serials, ...parallels, ...consoles, ...channels].flatMap(channelRules),
    ...[...serials, ...parallels, ...consoles, ...channels, ...redirdevs].flatMap((line) => [
      ...tlsRules(line),
      ...reconnectRules(line),
      ...spiceRules(
        line,
        graphics.some(({ type }) => type === 'spice'),
      ),
    ]),
    [smartcards.length > 1, 'only a single smartcard device is supported'],
    ...smartcards.flatMap(cardRules),
  ])
}

const places: Readonly<Record<string, string>> = {
  'isa-serial': 'isa',
  'isa-debug': 'isa',
  'system-serial': '',
  'sclp-serial': '',
  'pci-serial': 'pci',
  'usb-serial': 'usb',
  'spapr-vio-serial': 'spapr-vio',
}

function placeRules(type = '', place?: string): readonly Rule[] {
  const wanted = places[type]
  return [
    [place !== undefined && wanted === '', `Target type '${type}' cannot have an associated address`],
    [
      place !== undefined && wanted !== undefined && place !== wanted,
      `Target type '${type}' requires address type '${wanted ?? ''}'`,
      'XML_ERROR',
    ],
  ]
}

function channelRules({ type, sources }: ChardevBackend): readonly Rule[] {
  if (type !== 'spiceport' && type !== 'dbus') return []
  const channel = sources?.[0]?.channel
  return [
    [channel === undefined, 'Missing source channel attribute for char device'],
    [!/^[\w.-]*$/.test(channel ?? ''), 'Invalid character in source channel for char device'],
  ]
}

function tlsRules({ type, sources = [] }: ChardevBackend): readonly Rule[] {
  return [[type !== 'tcp' && sources.some(({ tls }) => tls), `TLS is not supported for chardev '${type}'`]]
}

function reconnectRules({ sources = [] }: ChardevBackend): readonly Rule[] {
  return sources.map(({ reconnect }) => [
    reconnect?.enabled && reconnect.timeout === 0,
    "chardev reconnect source timeout cannot be '0'",
  ])
}

function spiceRules({ type }: ChardevBackend, spice: boolean): readonly Rule[] {
  return [
    [
      (type === 'spicevmc' || type === 'spiceport') && !spice,
      `chardev '${type}' not supported without spice graphics`,
    ],
  ]
}

function cardRules({ address, database }: SmartcardConfig): readonly Rule[] {
  const place = address?.type === 'ccid' ? address : undefined
  return [
    [address && !place, "Controllers must use the 'ccid' address type"],
    [place?.controller || place?.slot, 'only a single smartcard device is supported'],
    [
      database !== undefined && !database.startsWith('/'),
      `expecting absolute path: ${database ?? ''}`,
      'XML_ERROR',
    ],
  ]
}
