import type { SerialConfig } from '@virt/core/config'
import type { VirtError } from '@virt/core/driver'
import { addressProperties, usbPlace } from '../address.js'
import { chardevId, chardevOptions } from '../chardevs.js'
import type { MachineFamily } from '../machine-family.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'

/** One serial port: of the machine, or a card of its own. */
export function serialOptions(plan: Plan, port: SerialConfig, index: number): readonly string[] {
  const { alias = '', target } = port
  const chardev = chardevId(alias)
  const type = target?.type ?? plan.family.serial
  const kind = kinds[type]
  if (!kind?.fits(plan.family)) throw misfit(type, target?.model?.name)
  const backend = chardevOptions(chardev, port)
  const built = kind.built?.(plan)
  if (target?.model && kind.built && built !== target.model.name) throw misfit(type, target.model.name)
  if (kind.driver === undefined) return [...backend, '-serial', `chardev:${chardev}`]
  if (target?.model && target.model.name !== kind.driver && !kind.others?.includes(target.model.name))
    throw misfit(type, target.model.name)
  const device = {
    driver: model(plan, kind.others ? (target?.model?.name ?? kind.driver) : kind.driver),
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
  /** The machine's own model, of a port that is part of it. */
  readonly built?: (plan: Plan) => string | undefined
  /** Other models of the kind. */
  readonly others?: readonly string[]
  readonly place: (plan: Plan, port: SerialConfig, index: number) => object
}

const kinds: Readonly<Record<string, Kind>> = {
  'system-serial': {
    fits: (family) => !family.isa,
    built: ({ emulator, family }) =>
      family.name === 'virt' ? (emulator.arch.startsWith('riscv') ? '16550a' : 'pl011') : undefined,
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
  'isa-debug': {
    fits: (family) => family.isa,
    driver: 'isa-debugcon',
    place: (plan, { address }) => addressProperties(plan, address),
  },
  'pci-serial': {
    fits: (family) => family.pci !== undefined,
    driver: 'pci-serial',
    place: (plan, { address }) => addressProperties(plan, address),
  },
  'usb-serial': {
    fits: () => true,
    driver: 'usb-serial',
    place: (plan, { address }) => usbPlace(plan, address),
  },
  'spapr-vio-serial': {
    fits: (family) => family.name === 'pseries',
    driver: 'spapr-vty',
    place: (_, { address }, index) => ({
      reg: (address?.type === 'spapr-vio' ? address.reg : undefined) ?? 0x30000000 + index * 0x1000,
    }),
  },
  'sclp-serial': {
    fits: (family) => family.name === 'ccw',
    driver: 'sclpconsole',
    others: ['sclplmconsole'],
    place: () => ({}),
  },
}
