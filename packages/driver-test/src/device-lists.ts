import { isDeepStrictEqual } from 'node:util'
import type { DeviceConfig, DeviceKinds, DevicesConfig, DomainConfig } from '@virt/core/config'
import { notValid, refusal } from './refusal.js'

type Kind = keyof DeviceKinds
type Device = Readonly<Record<string, unknown>>

/** Where a domain's description keeps devices of each kind: in a list, or at most one of them. */
const places: { readonly [K in Kind]: readonly ['list' | 'single', keyof DevicesConfig] } = {
  disk: ['list', 'disks'],
  controller: ['list', 'controllers'],
  lease: ['list', 'leases'],
  filesystem: ['list', 'filesystems'],
  interface: ['list', 'interfaces'],
  smartcard: ['list', 'smartcards'],
  serial: ['list', 'serials'],
  parallel: ['list', 'parallels'],
  console: ['list', 'consoles'],
  channel: ['list', 'channels'],
  input: ['list', 'inputs'],
  tpm: ['list', 'tpms'],
  graphics: ['list', 'graphics'],
  sound: ['list', 'sounds'],
  audio: ['list', 'audios'],
  video: ['list', 'videos'],
  hostdev: ['list', 'hostdevs'],
  redirdev: ['list', 'redirdevs'],
  redirfilter: ['single', 'redirfilter'],
  hub: ['list', 'hubs'],
  watchdog: ['list', 'watchdogs'],
  memballoon: ['single', 'memballoon'],
  rng: ['list', 'rngs'],
  nvram: ['single', 'nvram'],
  panic: ['list', 'panics'],
  shmem: ['list', 'shmems'],
  memory: ['list', 'memories'],
  iommu: ['single', 'iommu'],
  vsock: ['single', 'vsock'],
  crypto: ['list', 'cryptos'],
}

/** What tells two devices of a kind apart without a look at everything else. */
const keys: { readonly [K in Kind]?: (device: Device) => string | undefined } = {
  disk: (device) => (device as unknown as DeviceKinds['disk']).target.dev,
  interface: (device) => (device as unknown as DeviceKinds['interface']).mac?.address,
}

/** A description with one device more. */
export function withDevice(config: DomainConfig, device: DeviceConfig): DomainConfig {
  const { kind, value, have } = find(config, device)
  const key = keys[kind]?.(value)
  if (kind === 'disk' && have.some((each) => keys.disk?.(each) === key))
    throw notValid(`target ${key ?? ''} already exists`)
  if (places[kind][0] === 'single' && have.length > 0) throw notValid(`domain already has a ${kind} device`)
  return replace(config, kind, [...have, value])
}

/** A description in which one of the devices is as this one says. DEVICE_MISSING when it has none like that. */
export function withChanged(config: DomainConfig, device: DeviceConfig): DomainConfig {
  const { kind, value, have } = find(config, device)
  const old = meant(kind, value, have)
  return replace(
    config,
    kind,
    have.map((each) => (each === old ? { ...old, ...(kind === 'disk' && noMedium), ...value } : each)),
  )
}

/** A description without one of its devices, and the one it was. DEVICE_MISSING when it has none like that. */
export function withoutDevice(config: DomainConfig, device: DeviceConfig): [DomainConfig, DeviceConfig] {
  const { kind, value, have } = find(config, device)
  const gone = meant(kind, value, have)
  const rest = have.filter((each) => each !== gone)
  return [replace(config, kind, rest), { [kind]: gone } as unknown as DeviceConfig]
}

/** A description of a drive without a medium is one of an empty drive. */
const noMedium = { source: undefined }

function meant(kind: Kind, value: Device, have: readonly Device[]): Device {
  const found = have.find((each) => isMeant(kind, value, each))
  if (found) return found
  throw refusal('DEVICE_MISSING', 'device not present in domain configuration')
}

/** What an event calls a device: its alias, else what libvirt's users know it by. */
export function deviceName(device: DeviceConfig): string {
  const [kind, value] = only(device)
  const { alias } = value as { readonly alias?: string }
  return alias ?? keys[kind]?.(value) ?? kind
}

function find(
  config: DomainConfig,
  device: DeviceConfig,
): { kind: Kind; value: Device; have: readonly Device[] } {
  const [kind, value] = only(device)
  const [shape, place] = places[kind]
  const found: unknown = config.devices?.[place] ?? []
  const have = shape === 'list' || Array.isArray(found) ? found : [found]
  return { kind, value, have: have as readonly Device[] }
}

function only(device: DeviceConfig): [Kind, Device] {
  const [kind, value] = Object.entries(device)[0] ?? []
  if (kind === undefined || !Object.hasOwn(places, kind))
    throw refusal('INVALID_ARG', 'unknown kind of device')
  return [kind as Kind, value as Device]
}

function replace(config: DomainConfig, kind: Kind, devices: readonly Device[]): DomainConfig {
  const [shape, place] = places[kind]
  return { ...config, devices: { ...config.devices, [place]: shape === 'list' ? devices : devices[0] } }
}

/** The key decides where both have one; else all that the caller says of the device must be so. */
function isMeant(kind: Kind, wanted: Device, have: Device): boolean {
  const key = keys[kind]?.(wanted)
  return key === undefined ? covers(have, wanted) : keys[kind]?.(have) === key
}

function covers(have: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted) || !isRecord(have)) return isDeepStrictEqual(have, wanted)
  return Object.entries(wanted).every(([name, value]) => value === undefined || covers(have[name], value))
}

const isRecord = (value: unknown): value is Device =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
