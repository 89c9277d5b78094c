import type { ConsoleConfig, ParallelConfig } from '@virt/core/config'
import { chardevId, chardevOptions } from '../chardevs.js'
import { isSerialConsole } from '../default-devices.js'
import { jsonOption } from '../options.js'
import { isX86, model, unsupported, type Plan } from '../plan.js'
import { channelOptions } from './channels.js'
import { serialOptions } from './serials.js'
import { virtioPort } from './virtio-port.js'

/** Every character device. A console that is a serial port's other name adds nothing. */
export function portOptions(plan: Plan): readonly string[] {
  const { serials = [], parallels = [], consoles = [], channels = [] } = plan.config.devices ?? {}
  const system = serials.filter(({ target }) => target?.type === 'system-serial').length
  if (plan.family.name === 'virt' && system > 1)
    throw unsupported('only one system-serial port is supported by this machine')
  return [
    ...serials.flatMap((port, index) => serialOptions(plan, port, index)),
    ...parallels.flatMap((port) => parallel(plan, port)),
    ...channels.flatMap((channel) => channelOptions(plan, channel)),
    ...consoles.filter((port) => !isSerialConsole(port)).flatMap((port) => console(plan, port)),
  ]
}

function parallel(plan: Plan, port: ParallelConfig): readonly string[] {
  if (!isX86(plan)) throw unsupported('parallel ports are not supported')
  const { alias = '', target } = port
  const chardev = chardevId(alias)
  const device = { driver: model(plan, 'isa-parallel'), chardev, id: alias, index: target?.port }
  return [...chardevOptions(chardev, port), ...jsonOption('-device', device)]
}

const sclpModels: Readonly<Record<string, string>> = { sclp: 'sclpconsole', sclplm: 'sclplmconsole' }

function console(plan: Plan, port: ConsoleConfig): readonly string[] {
  const { alias = '', target } = port
  const chardev = chardevId(alias)
  const sclp = sclpModels[target?.type ?? '']
  const device = sclp === undefined ? virtioPort(plan, port, 'virtconsole') : { driver: model(plan, sclp) }
  return [...chardevOptions(chardev, port), ...jsonOption('-device', { ...device, chardev, id: alias })]
}
