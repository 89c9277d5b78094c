import { unsupported, xmlError } from '../codec/errors.js'
import type { BootOrder } from '../devices/common.js'
import type { DevicesConfig } from '../devices/devices.js'
import type { DomainConfig, DomainType } from '../domain/domain.js'
import type { OsType } from '../domain/os.js'
import type { Draft } from './draft.js'
import { hostArchitecture } from './host-architecture.js'

const kinds = new Set(['hvm', 'xen', 'linux', 'exe', 'uml', 'xenpvh'])

/** The test hypervisor is an i686 machine wherever it runs. */
function defaultArchitecture(type: DomainType): string {
  return type === 'test' ? 'i686' : hostArchitecture()
}

export function completeOs(domain: Draft<DomainConfig>): void {
  const { type } = domain.os
  const name = guestKind(domain, type.name)
  domain.os = { ...domain.os, type: { ...type, name, arch: type.arch ?? defaultArchitecture(domain.type) } }
}

function guestKind({ type, bootloader }: DomainConfig, given: OsType['name']): OsType['name'] {
  if (given === '' && bootloader === undefined) throw xmlError('an os <type> must be specified', 'DOMAIN')
  const name = given === '' ? 'xen' : given
  if (!kinds.has(name)) throw xmlError(`unknown OS type '${name}'`, 'DOMAIN')
  return type === 'xen' && name === 'xen' ? 'linux' : name
}

const bootable = ['disks', 'interfaces', 'hostdevs', 'redirdevs', 'filesystems'] as const

export function completeBoot(domain: Draft<DomainConfig>): void {
  const ordered = checkBootOrders(domain.devices ?? {})
  const { boots } = domain.os
  if (boots !== undefined && ordered)
    throw unsupported('per-device boot elements cannot be used together with os/boot elements')
  if (domain.os.type.name === 'hvm' && boots === undefined && !ordered)
    domain.os = { ...domain.os, boots: ['hd'] }
}

/** Whether any device has an order of its own. */
function checkBootOrders(devices: DevicesConfig): boolean {
  const taken = new Set<number>()
  for (const kind of bootable)
    for (const { boot } of (devices[kind] ?? []) as readonly { readonly boot?: BootOrder }[])
      if (boot !== undefined) {
        if (taken.has(boot.order))
          throw xmlError(`boot order '${boot.order}' used for more than one device`, 'DOMAIN')
        taken.add(boot.order)
      }
  return taken.size > 0
}
