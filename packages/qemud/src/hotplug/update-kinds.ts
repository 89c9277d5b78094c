import { isDeepStrictEqual } from 'node:util'
import type { GraphicsConfig, InterfaceConfig, MemballoonConfig, MemoryDeviceConfig } from '@virt/core/config'
import type { QmpRequest } from '../qmp/commands.js'
import type { AnyDevice } from './device-places.js'
import { unsupported } from './refusals.js'

/** A device as it will be, and what has to be said beside what its start would be told. */
export interface Changed {
  readonly device: AnyDevice
  readonly requests: readonly QmpRequest[]
}

/** Link state, bandwidth and filters can change; the card and its cable cannot. */
export function changedInterface(old: AnyDevice, wanted: AnyDevice): Changed {
  const [before, after] = [old as InterfaceConfig, wanted as InterfaceConfig]
  if (after.type !== before.type) throw unsupported(`cannot change network interface type to '${after.type}'`)
  if (after.model && after.model.type !== before.model?.type)
    throw unsupported(
      `cannot modify network device model from ${before.model?.type ?? 'default'} to ${after.model.type}`,
    )
  refuseOthers('network device', before, after, ['source', 'driver', 'mtu', 'rom', 'boot', 'ips'])
  const { link, bandwidth } = after
  const raised = before.link?.state === 'down' && link?.state !== 'down'
  return {
    device: { ...before, link, bandwidth } as InterfaceConfig,
    requests: raised ? [{ execute: 'set_link', arguments: { name: before.alias, up: true } }] : [],
  }
}

/** A password and its end can change; where the screen is seen cannot. */
export function changedScreen(old: AnyDevice, wanted: AnyDevice): Changed {
  const [before, after] = [old as GraphicsConfig, wanted as GraphicsConfig]
  const { type } = before
  if (after.autoport === false && after.port !== undefined && after.port !== before.port)
    throw unsupported(`cannot change port settings on ${type} graphics`)
  if (after.listen !== undefined && after.listen !== before.listen)
    throw unsupported(`cannot change listen address setting on ${type} graphics`)
  if (after.keymap !== before.keymap) throw unsupported(`cannot change keymap setting on ${type} graphics`)
  const { passwd, passwdValidTo, connected } = after
  const endless = before.passwdValidTo !== undefined && passwdValidTo === undefined
  return {
    device: { ...before, passwd, passwdValidTo, connected } as GraphicsConfig,
    requests: endless ? [{ execute: 'expire_password', arguments: { protocol: type, time: 'never' } }] : [],
  }
}

/** How often the balloon tells its figures. */
export function changedBalloon(old: AnyDevice, wanted: AnyDevice): Changed {
  const [before, after] = [old as MemballoonConfig, wanted as MemballoonConfig]
  if (after.model !== before.model)
    throw unsupported(`cannot change the balloon's model from '${before.model}' to '${after.model}'`)
  refuseOthers('memballoon', before, after, ['driver', 'autodeflate', 'freePageReporting'])
  const { alias = '', stats } = before
  const polling = { path: `/machine/peripheral/${alias}`, property: 'guest-stats-polling-interval', value: 0 }
  const silenced = stats?.period && !after.stats?.period
  return {
    device: { ...before, stats: after.stats } as MemballoonConfig,
    requests: silenced ? [{ execute: 'qom-set', arguments: polling }] : [],
  }
}

/** How much of its memory a virtio-mem device gives the guest. */
export function changedMemory(old: AnyDevice, wanted: AnyDevice): Changed {
  const [before, after] = [old as MemoryDeviceConfig, wanted as MemoryDeviceConfig]
  const { requested } = after.target
  if (before.model !== 'virtio-mem' || requested === undefined)
    throw unsupported('cannot modify memory of model ' + `'${before.model}'`)
  const path = `/machine/peripheral/${before.alias ?? ''}`
  return {
    device: { ...before, target: { ...before.target, requested } } as MemoryDeviceConfig,
    requests: [
      { execute: 'qom-set', arguments: { path, property: 'requested-size', value: requested * 1024 } },
    ],
  }
}

function refuseOthers<T extends object>(
  what: string,
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): void {
  const field = fields.find((name) => after[name] !== undefined && !covered(before[name], after[name]))
  if (field !== undefined) throw unsupported(`cannot modify field '${field}' of the ${what}`)
}

function covered(have: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null || typeof have !== 'object' || have === null)
    return isDeepStrictEqual(have, wanted)
  return Object.entries(wanted).every(
    ([key, value]) => value === undefined || covered((have as Record<string, unknown>)[key], value),
  )
}
