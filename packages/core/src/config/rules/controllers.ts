import { unsupported } from '../codec/errors.js'
import type { DeviceAddress } from '../devices/address.js'
import type { ControllerConfig, ControllerType } from '../devices/controller.js'
import type { DevicesConfig } from '../devices/devices.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** Those that devices sit on and nobody wrote, and an index for each (`virDomainDefAddImplicitControllers`). */
export function completeControllers(domain: Draft<DomainConfig>): void {
  const { devices } = domain
  if (devices === undefined) return
  const controllers = numbered(devices.controllers ?? [])
  const before = controllers.length
  for (const { type, index } of needed(devices))
    if (!has(controllers, type, index)) insert(controllers, { type, index })
  if (devices.controllers !== undefined || controllers.length > before)
    domain.devices = { ...devices, controllers }
}

type Place = Required<Pick<ControllerConfig, 'type' | 'index'>>

const diskBuses: Readonly<Record<string, ControllerType>> = {
  scsi: 'scsi',
  fdc: 'fdc',
  ide: 'ide',
  sata: 'sata',
}

function needed({
  disks = [],
  channels = [],
  consoles = [],
  smartcards = [],
  hostdevs = [],
}: DevicesConfig): Place[] {
  const ofDisks = Object.entries(diskBuses).flatMap(([bus, type]) =>
    upTo(
      type,
      disks.filter((disk) => disk.target.bus === bus).map(({ address }) => controllerOf(address, 'drive')),
    ),
  )
  const lines = [...channels, ...consoles].filter(({ target }) => target?.type === 'virtio')
  return [
    ...ofDisks,
    ...lines.map(({ address }) => place('virtio-serial', controllerOf(address, 'virtio-serial') ?? 0)),
    ...smartcards.map(({ address }) => place('ccid', controllerOf(address, 'ccid') ?? 0)),
    ...upTo(
      'scsi',
      hostdevs.filter(({ type }) => type === 'scsi').map(({ address }) => controllerOf(address, 'drive')),
    ),
  ]
}

function place(type: ControllerType, index: number): Place {
  return { type, index }
}

/** More than any guest has: a disk called `hdfront` is no reason to add a million. */
const mostControllers = 1024

/** libvirt adds all controllers of a type below the highest that is used. */
function upTo(type: ControllerType, used: readonly (number | undefined)[]): Place[] {
  const highest = used.reduce<number>((most, index = -1) => Math.max(most, index), -1)
  if (highest >= mostControllers)
    throw unsupported(
      `controller ${highest} of type '${type}' is beyond the ${mostControllers} that a guest can have`,
    )
  return Array.from({ length: highest + 1 }, (_, index) => place(type, index))
}

function controllerOf(address: DeviceAddress | undefined, type: DeviceAddress['type']): number | undefined {
  return address?.type === type && 'controller' in address ? (address.controller ?? 0) : undefined
}

function has(controllers: readonly ControllerConfig[], type: ControllerType, index: number): boolean {
  return controllers.some((controller) => controller.type === type && controller.index === index)
}

/** After the last of its type with a lower index, else at the end. */
function insert(controllers: ControllerConfig[], added: Place): void {
  const after = controllers.findLastIndex(({ type, index = 0 }) => type === added.type && index < added.index)
  const before = controllers.findIndex(({ type }) => type === added.type)
  const at = after >= 0 ? after + 1 : before >= 0 ? before : controllers.length
  controllers.splice(at, 0, added)
}

function numbered(controllers: readonly ControllerConfig[]): ControllerConfig[] {
  const done = [...controllers]
  done.forEach((controller, at) => {
    if (controller.index !== undefined) return
    done[at] = { ...controller, index: companionOf(done, at) ?? free(done, controller.type) }
  })
  return done
}

/** A USB 2 controller's companions share its index; all of them stand together. */
function companionOf(controllers: readonly ControllerConfig[], at: number): number | undefined {
  const { type, model } = controllers[at] ?? {}
  if (type !== 'usb' || !model?.startsWith('ich9-uhci')) return undefined
  return controllers.slice(0, at).findLast((other) => other.model?.startsWith('ich9-'))?.index
}

function free(controllers: readonly ControllerConfig[], wanted: ControllerType): number {
  const taken = new Set(controllers.flatMap(({ type, index }) => (type === wanted ? [index] : [])))
  let index = 0
  while (taken.has(index)) index++
  return index
}
