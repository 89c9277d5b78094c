import { randomUUID } from 'node:crypto'
import { child, children, type Sxp, text } from '../../src/sxp/index.js'

/** One domain of the fake, as its daemon keeps it. */
export interface FakeDomain {
  name: string
  uuid: string
  id?: number
  paused: boolean
  managed: boolean
  memory: number
  maximum: number
  vcpus: number
  /** Mask. */
  available: bigint
  pins: number[][]
  weight: number
  cap: number
  onStart: string
  image: Sxp
  /** What was defined while it ran. */
  next?: FakeDomain
  /** `(vbd ...)`, `(vif ...)`, each with the number of its kind. */
  devices: { number: number; entry: readonly Sxp[] }[]
}

const diskTypes = ['vbd', 'tap', 'tap2']

export class XendFault extends Error {}

export function domainFrom(config: Sxp): FakeDomain {
  const name = text(config, 'name')
  if (name === undefined || child(config, 'vcpus') === undefined)
    throw new XendFault("Error creating domain: 'vcpus'")
  if (!/^[A-Za-z0-9_\-.:+]+$/.test(name)) throw new XendFault('Error creating domain: Invalid VM Name')
  const vcpus = Number(text(config, 'vcpus'))
  const memory = Number(text(config, 'memory'))
  const domain: FakeDomain = {
    name,
    uuid: text(config, 'uuid') ?? randomUUID(),
    paused: false,
    managed: false,
    memory,
    maximum: Number(text(config, 'maxmem') ?? memory),
    vcpus,
    available: BigInt(text(config, 'vcpu_avail') ?? (1n << BigInt(vcpus)) - 1n),
    pins: Array.from({ length: vcpus }, () => []),
    weight: 256,
    cap: 0,
    onStart: text(config, 'on_xend_start') ?? 'ignore',
    image: child(config, 'image') ?? [],
    devices: [],
  }
  for (const [, entry] of children(config, 'device'))
    if (Array.isArray(entry)) plug(domain, entry as readonly Sxp[])
  return domain
}

/** Give it a device; the answer is its number. */
export function plug(domain: FakeDomain, given: readonly Sxp[]): number {
  const type = String(given[0])
  if (![...diskTypes, 'vif', 'vfb', 'vkbd', 'console', 'pci'].includes(type))
    throw new XendFault(`Invalid Configuration: XendConfig: ${type} not a valid device type`)
  const entry = given.map((item) =>
    diskTypes.includes(type) && item[0] === 'dev' && !String(item[1]).includes(':')
      ? ['dev', `${String(item[1])}:disk`]
      : item,
  )
  const number = diskTypes.includes(type) ? numberOfDisk(text(entry, 'dev') ?? '') : nextOf(domain, type)
  domain.devices.push({ number, entry })
  return number
}

export function unplug(domain: FakeDomain, type: string, number: string): void {
  const at = domain.devices.findIndex(({ entry, number: own }) => entry[0] === type && String(own) === number)
  if (at < 0) throw new XendFault(`Device ${number} not connected`)
  domain.devices.splice(at, 1)
}

const nextOf = ({ devices }: FakeDomain, type: string): number =>
  Math.max(-1, ...devices.filter(({ entry }) => entry[0] === type).map(({ number }) => number)) + 1

function numberOfDisk(dev: string): number {
  const [, bus, letter = 'a'] = /^(?:ioemu:)?(xvd|hd|sd)([a-z])/.exec(dev) ?? []
  const index = letter.charCodeAt(0) - 97
  if (bus === 'hd') return index < 2 ? 768 + index * 64 : 5632 + (index - 2) * 64
  return (bus === 'xvd' ? 51_712 : 2048) + index * 16
}

/** `(domain ...)` as a config version writes it; what is empty is not there at all before the fourth. */
export function shown(domain: FakeDomain, format: number): Sxp {
  const { id, name, uuid, memory, maximum, vcpus, available } = domain
  const empty: readonly string[] = format === 4 ? [''] : []
  const running = id !== undefined
  return [
    'domain',
    ...(running ? [['domid', String(id)]] : []),
    ...[
      ['uuid', uuid],
      ['name', name],
      ['vcpus', String(vcpus)],
      ['vcpu_avail', String(available)],
    ],
    ...[
      ['memory', String(memory)],
      ['maxmem', String(maximum)],
      ['features', ...empty],
    ],
    ...[
      ['on_poweroff', 'destroy'],
      ['on_reboot', 'restart'],
      ['on_crash', 'restart'],
    ],
    ...(format < 3 ? [['cpu_weight', '1.0']] : managedItems(domain)),
    domain.image,
    ...(running
      ? [
          ['state', domain.paused ? '--p---' : '-b----'],
          ['cpu_time', '0.25'],
          ['online_vcpus', String(vcpus)],
        ]
      : []),
    ...domain.devices.map(({ entry }) => ['device', entry]),
  ].filter((item) => item.length > 0)
}

function managedItems({ weight, cap, onStart, id, paused }: FakeDomain): readonly Sxp[] {
  const status = id === undefined ? 0 : paused ? 1 : 2
  return [
    ['cpu_weight', String(weight)],
    ['cpu_cap', String(cap)],
    ['on_xend_start', onStart],
    ['status', String(status)],
  ]
}
