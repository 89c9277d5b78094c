import { existsSync } from 'node:fs'
import { domainFromXl, domainFromXm, domainToXl, domainToXm } from './convert/index.js'
import type { ConfigFile, ConfigValue } from './file/index.js'

/** One of the two tools that the files are for: they share the syntax and most keys. */
export interface Dialect {
  readonly read: typeof domainFromXm
  readonly write: typeof domainToXm
}

const xm: Dialect = { read: domainFromXm, write: domainToXm }
const xl: Dialect = { read: domainFromXl, write: domainToXl }

/** Keys that only xl reads. */
const xlKeys: ReadonlySet<string> = new Set([
  'type',
  'pvh',
  'pvshim',
  'cmdline',
  'cpus_soft',
  'vnuma',
  'bios',
  'firmware',
  'nestedhvm',
  'passthrough',
  'rdm',
  'seclabel',
  'driver_domain',
  'device_model_version',
  'device_model_override',
  'max_grant_frames',
  'max_maptrack_frames',
  'channel',
  'usbctrl',
  'usbdev',
  'spice',
])

/** Keys that only xm read. */
const xmKeys: ReadonlySet<string> = new Set([
  'vcpu_avail',
  'device_model',
  'cdrom',
  'uname',
  'nfs_server',
  'nfs_root',
])

/** The dialect of a file: what its keys or its disks give away, else that of the host's tools. */
export function dialectOf(file: ConfigFile): Dialect {
  if (file.keys.some((key) => xmKeys.has(key))) return xm
  if (file.keys.some((key) => xlKeys.has(key)) || hasXlDisks(file.get('disk'))) return xl
  return hostDialect()
}

/** xm has three fields, and names none of them. */
function hasXlDisks(disks: ConfigValue | undefined): boolean {
  if (typeof disks !== 'object') return false
  return disks.some(
    (disk) => typeof disk === 'string' && (disk.split(',').length > 3 || /(?:^|,)\s*\w+=/.test(disk)),
  )
}

/** xm where it is still the tool, else xl. */
export function hostDialect(): Dialect {
  const has = (tool: string): boolean => places.some((place) => existsSync(`${place}/${tool}`))
  return (host ??= has('xm') && !has('xl') ? xm : xl)
}

let host: Dialect | undefined
const places = ['/usr/sbin', '/sbin', '/usr/local/sbin', '/usr/bin']
