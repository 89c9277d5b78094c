import type { ConsoleConfig, SerialConfig } from '@virt/core/config'
import { addressProperties, usbBus } from './address.js'
import { chardevId, chardevOptions } from './chardevs.js'
import { isSerialConsole } from './default-devices.js'
import { jsonOption } from './options.js'
import { model, unsupported, type Plan } from './plan.js'

/** Serial ports, parallel ports and paravirtual consoles. A console that is a serial port's other name adds nothing. */
export function portOptions(plan: Plan): readonly string[] {
  const { serials = [], parallels = [], consoles = [] } = plan.config.devices ?? {}
  return [
    ...serials.flatMap((port, index) => serial(plan, port, index)),
    ...parallels.flatMap((port) => {
      const { alias = '' } = port
      const device = { driver: model(plan, 'isa-parallel'), chardev: chardevId(alias), id: alias }
      return [
        ...chardevOptions(chardevId(alias), port),
        ...jsonOption('-device', { ...device, index: port.target?.port }),
      ]
    }),
    ...consoles.filter((port) => !isSerialConsole(port)).flatMap((port) => virtioConsole(plan, port)),
  ]
}

function serial(plan: Plan, port: SerialConfig, index: number): readonly string[] {
  const { alias = '' } = port
  const chardev = chardevId(alias)
  const backend = chardevOptions(chardev, port)
  const kind = port.target?.type ?? defaultKind(plan)
  if (kind === 'system-serial') return [...backend, '-serial', `chardev:${chardev}`]
  const build = kinds[kind]
  if (!build) throw unsupported(`serial device type '${kind}'`)
  return [
    ...backend,
    ...jsonOption('-device', {
      driver: model(plan, port.target?.model?.name ?? build.driver),
      chardev,
      id: alias,
      ...build.place(plan, port, index),
    }),
  ]
}

interface Kind {
  readonly driver: string
  readonly place: (plan: Plan, port: SerialConfig, index: number) => object
}

const kinds: Readonly<Record<string, Kind>> = {
  'isa-serial': {
    driver: 'isa-serial',
    place: (plan, { target, address }, index) => ({
      index: target?.port ?? index,
      ...addressProperties(plan, address),
    }),
  },
  'pci-serial': { driver: 'pci-serial', place: (plan, { address }) => addressProperties(plan, address) },
  'usb-serial': {
    driver: 'usb-serial',
    place: (plan, { address }) => (address ? addressProperties(plan, address) : { bus: usbBus(0) }),
  },
  'spapr-vio-serial': {
    driver: 'spapr-vty',
    place: (_, { address }, index) => ({
      reg: address?.type === 'spapr-vio' ? address.reg : 0x30000000 + index * 0x1000,
    }),
  },
}

function defaultKind({ family }: Plan): string {
  if (family.isa) return 'isa-serial'
  return family.name === 'pseries' ? 'spapr-vio-serial' : 'system-serial'
}

function virtioConsole(plan: Plan, port: ConsoleConfig): readonly string[] {
  const { alias = '', address } = port
  const controller = address?.type === 'virtio-serial' ? (address.controller ?? 0) : 0
  return [
    ...chardevOptions(chardevId(alias), port),
    ...jsonOption('-device', {
      driver: model(plan, 'virtconsole'),
      bus: `virtio-serial${controller}.0`,
      nr: address?.type === 'virtio-serial' ? address.port : undefined,
      chardev: chardevId(alias),
      id: alias,
    }),
  ]
}
