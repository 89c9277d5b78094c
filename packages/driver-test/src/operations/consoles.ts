import type { DomainConfig } from '@virt/core/config'
import type { DomainOperations } from '@virt/core/driver'
import { refusal } from '../refusal.js'
import type { Session } from '../session.js'

export function consoles(session: Session): Pick<DomainOperations, 'openConsole'> {
  return {
    openConsole: async (ref, { device, force = false }) => {
      const domain = session.node.activeDomain(ref)
      const stream = domain.consoles.open(consoleName(domain.config, device), force)
      const leave = session.atEnd(() => stream.end())
      return stream.once('close', leave)
    },
  }
}

/** A guest without any console device has one here all the same: the primary one, without a name. */
function consoleName({ devices }: DomainConfig, alias: string | undefined): string {
  const names = [...(devices?.consoles ?? []), ...(devices?.serials ?? [])].map((device) => device.alias)
  if (alias === undefined) return names[0] ?? ''
  if (!names.includes(alias)) throw refusal('DEVICE_MISSING', `cannot find character device '${alias}'`)
  return alias
}
