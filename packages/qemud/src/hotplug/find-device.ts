import { isDeepStrictEqual } from 'node:util'
import type {
  ControllerConfig,
  DiskConfig,
  DomainConfig,
  GraphicsConfig,
  InterfaceConfig,
} from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { devicesOfKind, type AnyDevice, type Device, type DeviceKind } from './device-places.js'

/** What tells two devices of a kind apart without a look at the rest; `undefined`: this one does not say. */
const keys: { readonly [K in DeviceKind]?: (device: AnyDevice) => string | undefined } = {
  disk: (device) => (device as DiskConfig).target.dev,
  interface: (device) => (device as InterfaceConfig).mac?.address.toLowerCase(),
  controller: (device) => {
    const { type, index } = device as ControllerConfig
    return index === undefined ? undefined : `${type}:${index}`
  },
  graphics: (device) => (device as GraphicsConfig).type,
  memballoon: () => 'memballoon',
}

/**
 * The device of a domain that a caller means: the one with that alias, or else that target, address or number; of kinds
 * without any of these the one of which all is true that is said.
 *
 * @throws DEVICE_MISSING, or OPERATION_FAILED when it could be several.
 */
export function findDevice(config: DomainConfig, wanted: Device): Device {
  const { kind, value } = wanted
  const [found, ...others] = devicesOfKind(config, kind).filter((row) => isMeant(kind, value, row))
  if (!found) throw new VirtError('DEVICE_MISSING', absence(wanted), { origin: 'QEMU' })
  if (others.length > 0 && keys[kind])
    throw new VirtError('OPERATION_FAILED', `multiple devices match: ${keys[kind](found) ?? kind}`, {
      origin: 'QEMU',
    })
  return { kind, value: found }
}

/** What an absent device is called in libvirt's words. */
function absence({ kind, value }: Device): string {
  const key = keys[kind]?.(value)
  if (value.alias !== undefined) return `no device found with alias '${value.alias}'`
  if (kind === 'disk') return `disk ${key ?? ''} not found`
  if (kind === 'controller') return `controller ${key ?? ''} not found`
  if (kind === 'interface') return 'no matching network device was found'
  return 'device not present in domain configuration'
}

function isMeant(kind: DeviceKind, wanted: AnyDevice, have: AnyDevice): boolean {
  const key = keys[kind]?.(wanted)
  if (key !== undefined && keys[kind]?.(have) !== key) return false
  if (wanted.alias !== undefined && have.alias !== undefined && wanted.alias !== have.alias) return false
  if (kind === 'interface' && !samePlace(wanted, have)) return false
  return key !== undefined || covers(have, withoutNames(wanted, have))
}

function samePlace({ address: wanted }: AnyDevice, { address: have }: AnyDevice): boolean {
  return wanted === undefined || have === undefined || covers(have, wanted)
}

/** A definition has neither names nor, often, places. */
function withoutNames({ alias: _, address, ...wanted }: AnyDevice, have: AnyDevice): AnyDevice {
  return have.address === undefined ? wanted : { ...wanted, address }
}

/** Whether everything of a value is so in another. */
function covers(have: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted) || !isRecord(have)) return isDeepStrictEqual(have, wanted)
  return Object.entries(wanted).every(([name, value]) => value === undefined || covers(have[name], value))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
