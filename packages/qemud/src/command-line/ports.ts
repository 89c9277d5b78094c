import type { ConsoleConfig, ParallelConfig, SerialConfig } from '@virt/core/config'
import type { VirtError } from '@virt/core/driver'
import { addressProperties } from './address.js'
import { chardevId, chardevOptions } from './chardevs.js'
import { busController, usbBus } from './controller-names.js'
import { isSerialConsole } from './default-devices.js'
import type { MachineFamily } from './machine-family.js'
import { jsonOption } from './options.js'
import { model, unsupported, type Plan } from './plan.js'

/** Serial ports, parallel ports and paravirtual consoles. A console that is a serial port's other name adds nothing. */
export function portOptions(plan: Plan): readonly string[] {
  const { serials = [], parallels = [], consoles = [] } = plan.config.devices ?? {}
  return [
    ...serials.flatMap((port, index) => serial(plan, port, index)),
    ...parallels.flatMap((port) => parallel(plan, port)),
    ...consoles.filter((port) => !isSerialConsole(port)).flatMap((port) => virtioConsole(plan, port)),
  ]
}

function serial(plan: Plan, port: SerialConfig, index: number): readonly string[] {
  const { alias = '', target } = port
  const chardev = chardevId(alias)
  const type = target?.type ?? plan.family.serial
  const kind = kinds[type]
  if (!kind?.fits(plan.family)) throw misfit(type, target?.model?.name)
  const backend = chardevOptions(chardev, port)
  if (kind.driver === undefined) return [...backend, '-serial', `chardev:${chardev}`]
  if (target?.model && target.model.name !== kind.driver) throw misfit(type, target.model.name)
  const device = {
    driver: model(plan, kind.driver),
    chardev,
    id: alias,
    ...kind.place(plan, port, index),
  }
  return [...backend, ...jsonOption('-device', device)]
}

function misfit(type: string, name: string = 'none'): VirtError {
  return unsupported(
    `Serial device with target type '${type}' and target model '${name}' not compatible with guest architecture or machine type`,
  )
}

interface Kind {
  readonly fits: (family: MachineFamily) => boolean
  /** Absent: the port is part of the machine. */
  readonly driver?: string
  readonly place: (plan: Plan, port: SerialConfig, index: number) => object
}

const kinds: Readonly<Record<string, Kind>> = {
  'system-serial': {
    fits: (family) => !family.isa,
    place: () => ({}),
  },
  'isa-serial': {
    fits: (family) => family.isa,
    driver: 'isa-serial',
    place: (plan, { target, address }, index) => ({
      index: target?.port ?? index,
      ...addressProperties(plan, address),
    }),
  },
  'pci-serial': {
    fits: (family) => family.pci !== undefined,
    driver: 'pci-serial',
    place: (plan, { address }) => addressProperties(plan, address),
  },
  'usb-serial': {
    fits: () => true,
    driver: 'usb-serial',
    place: (plan, { address }) => (address ? addressProperties(plan, address) : { bus: usbBus(plan) }),
  },
  'spapr-vio-serial': {
    fits: (family) => family.name === 'pseries',
    driver: 'spapr-vty',
    place: (_, { address }, index) => ({
      reg: (address?.type === 'spapr-vio' ? address.reg : undefined) ?? 0x30000000 + index * 0x1000,
    }),
  },
}

function parallel(plan: Plan, port: ParallelConfig): readonly string[] {
  const { alias = '', target } = port
  const chardev = chardevId(alias)
  const device = { driver: model(plan, 'isa-parallel'), chardev, id: alias, index: target?.port }
  return [...chardevOptions(chardev, port), ...jsonOption('-device', device)]
}

function virtioConsole(plan: Plan, port: ConsoleConfig): readonly string[] {
  const { alias = '', address } = port
  const controller = address?.type === 'virtio-serial' ? (address.controller ?? 0) : 0
  return [
    ...chardevOptions(chardevId(alias), port),
    ...jsonOption('-device', {
      driver: model(plan, 'virtconsole'),
      bus: `${busController(plan, 'virtio-serial', controller)}.0`,
      nr: address?.type === 'virtio-serial' ? address.port : undefined,
      chardev: chardevId(alias),
      id: alias,
    }),
  ]
}
