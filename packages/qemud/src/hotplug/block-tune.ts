import type { DiskConfig, DomainConfig } from '@virt/core/config'
import type { AffectFlags, BlockIoTune, Call } from '@virt/core/driver'
import { targetOf } from '../engine/affect.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { changeBoth } from './change-both.js'
import { withChanged } from './device-places.js'
import { checkParameters, wrong } from './parameters.js'
import { retune } from './retune.js'

const amounts = ['bytes_sec', 'iops_sec', 'bytes_sec_max', 'iops_sec_max'] as const
const lengths = ['bytes_sec_max_length', 'iops_sec_max_length'] as const
const directions = ['total', 'read', 'write'] as const

/** libvirt's names of all limits. */
const names: readonly string[] = [
  ...amounts.flatMap((amount) => directions.map((direction) => `${direction}_${amount}`)),
  'size_iops_sec',
  ...lengths.flatMap((length) => directions.map((direction) => `${direction}_${length}`)),
]

/** All limits of a disk, live or as defined. */
export function blockIoTune(domain: ManagedDomain, path: string, flags: AffectFlags): BlockIoTune {
  const { guest, definition } = targetOf(domain, flags)
  const { iotune } = findDisk(guest?.config ?? definition, path)
  const values = (iotune ?? {}) as Readonly<Record<string, number>>
  return Object.fromEntries(names.map((name) => [name, values[fieldOf(name)] ?? 0]))
}

/** Change limits of a disk. */
export async function setBlockIoTune(
  context: EngineContext,
  domain: ManagedDomain,
  path: string,
  parameters: BlockIoTune,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  checkParameters(parameters, names)
  checkExclusive(parameters)
  const changed = (config: DomainConfig): DomainConfig => {
    const disk = findDisk(config, path)
    const iotune = { ...disk.iotune, ...valuesOf(parameters) }
    return withChanged(config, { kind: 'disk', value: disk }, { ...disk, iotune } as DiskConfig)
  }
  await changeBoth(context, domain, flags, call, {
    live: (guest) => retune(context, domain, guest, changed(guest.config), [], call),
    config: changed,
  })
}

function findDisk(config: DomainConfig | undefined, path: string): DiskConfig {
  const found = config?.devices?.disks?.find(({ target, source }) =>
    [target.dev, source?.file, source?.dev].includes(path),
  )
  if (found) return found
  throw wrong(`invalid path ${path} not assigned to domain`)
}

/** A total and its halves are one setting: what is not named of it is unlimited. */
function valuesOf(parameters: BlockIoTune): Readonly<Record<string, number | undefined>> {
  const families = new Set(Object.keys(parameters).map(familyOf))
  const named = names.filter((name) => families.has(familyOf(name)))
  return Object.fromEntries(
    named.map((name) => [fieldOf(name), valueOf(name, parameters[name] ?? 0)] as const),
  )
}

/** A burst has a length or none is said. */
function valueOf(name: string, value: number): number | undefined {
  return name.endsWith('_length') && value === 0 ? undefined : value
}

function checkExclusive(parameters: BlockIoTune): void {
  for (const amount of amounts)
    if (parameters[`total_${amount}`] && (parameters[`read_${amount}`] || parameters[`write_${amount}`]))
      throw wrong(`total and read/write of ${amount} cannot be set at the same time`)
}

function familyOf(name: string): string {
  return name.replace(/^(total|read|write)_/, '')
}

/** `totalBytesSec` of `total_bytes_sec`. */
function fieldOf(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
