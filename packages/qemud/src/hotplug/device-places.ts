import type { DeviceConfig, DeviceKinds, DevicesConfig, DomainConfig } from '@virt/core/config'

export type DeviceKind = keyof DeviceKinds

/** A device of any kind, as far as all kinds are alike. */
export interface AnyDevice {
  readonly alias?: string
  readonly address?: unknown
}

/** A device and its kind. */
export interface Device {
  readonly kind: DeviceKind
  readonly value: AnyDevice
}

/** Kinds of which a domain has at most one. */
const singles: ReadonlySet<string> = new Set(['redirfilter', 'memballoon', 'nvram', 'iommu', 'vsock'])

const irregular: Readonly<Record<string, keyof DevicesConfig>> = { memory: 'memories', graphics: 'graphics' }

export function isSingle(kind: DeviceKind): boolean {
  return singles.has(kind)
}

/** The device out of `{disk: {...}}`. */
export function deviceOf(config: DeviceConfig): Device {
  const [[kind, value] = ['', {}]] = Object.entries(config)
  return { kind: kind as DeviceKind, value: value as AnyDevice }
}

/** All devices of a kind. */
export function devicesOfKind({ devices }: DomainConfig, kind: DeviceKind): readonly AnyDevice[] {
  const found: unknown = devices?.[placeOf(kind)]
  if (found === undefined) return []
  return (isSingle(kind) ? [found] : found) as readonly AnyDevice[]
}

/** The device with that name, of whatever kind. */
export function deviceByAlias(config: DomainConfig, alias: string): Device | undefined {
  for (const [place, value] of Object.entries(config.devices ?? {}) as [string, unknown][]) {
    const rows = (Array.isArray(value) ? value : [value]) as readonly (AnyDevice | undefined)[]
    const found = rows.find((row) => row?.alias === alias)
    if (found && place !== 'consoles') return { kind: kindOf(place), value: found }
  }
  return consoleByAlias(config, alias)
}

/** A console that is another name of a serial port is found as that. */
function consoleByAlias({ devices }: DomainConfig, alias: string): Device | undefined {
  const value = devices?.consoles?.find((row) => row.alias === alias)
  return value && { kind: 'console', value }
}

export function withDevice(config: DomainConfig, { kind, value }: Device): DomainConfig {
  return replace(config, kind, [...devicesOfKind(config, kind), value])
}

export function withoutDevice(config: DomainConfig, { kind, value }: Device): DomainConfig {
  const rest = replace(
    config,
    kind,
    devicesOfKind(config, kind).filter((row) => row !== value),
  )
  return kind === 'serial' && value.alias !== undefined ? withoutOtherName(rest, value.alias) : rest
}

export function withChanged(config: DomainConfig, { kind, value }: Device, changed: AnyDevice): DomainConfig {
  return replace(
    config,
    kind,
    devicesOfKind(config, kind).map((row) => (row === value ? changed : row)),
  )
}

function withoutOtherName(config: DomainConfig, alias: string): DomainConfig {
  const consoles = config.devices?.consoles?.filter((row) => row.alias !== alias)
  return { ...config, devices: { ...config.devices, consoles } }
}

function replace(config: DomainConfig, kind: DeviceKind, rows: readonly AnyDevice[]): DomainConfig {
  const list = rows.length === 0 ? undefined : rows
  const value: unknown = isSingle(kind) ? rows[0] : list
  return { ...config, devices: { ...config.devices, [placeOf(kind)]: value } }
}

function placeOf(kind: DeviceKind): keyof DevicesConfig {
  return irregular[kind] ?? ((isSingle(kind) ? kind : `${kind}s`) as keyof DevicesConfig)
}

function kindOf(place: string): DeviceKind {
  const found = Object.entries(irregular).find(([, name]) => name === place)
  return (found?.[0] ?? (singles.has(place) ? place : place.replace(/s$/, ''))) as DeviceKind
}
