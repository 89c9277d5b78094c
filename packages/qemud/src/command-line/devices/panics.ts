import type { PanicConfig } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import { addressProperties } from '../address.js'
import { jsonOption } from '../options.js'
import { isX86, model, unsupported, type Plan } from '../plan.js'

/** Devices that tell the host that the guest has panicked. */
export function panicOptions(plan: Plan): readonly string[] {
  const { panics = [] } = plan.config.devices ?? {}
  checkModels(panics)
  return panics.flatMap((panic) => device(plan, panic))
}

/** A panic device with the model that is usual on its machine. */
export function completePanic(panic: PanicConfig, family: MachineFamily): PanicConfig {
  return { ...panic, model: panic.model ?? usual[family.name] ?? (family.isa ? 'isa' : 'pvpanic') }
}

const usual: Partial<Record<MachineFamily['name'], PanicConfig['model']>> = {
  pseries: 'pseries',
  ccw: 's390',
}

function device(plan: Plan, panic: PanicConfig): readonly string[] {
  const { model: kind = 'isa', alias, acpi, address } = panic
  if (kind === 'pvpanic')
    return jsonOption('-device', {
      driver: model(plan, 'pvpanic-pci'),
      id: alias,
      'acpi-index': acpi?.index,
      ...addressProperties(plan, address),
    })
  if (kind === 'isa') {
    if (!isX86(plan))
      throw unsupported(`the ISA panic device is not supported on arch '${plan.emulator.arch}'`)
    if (address && address.type !== 'isa') throw unsupported('panic is supported only with ISA address type')
    const ioport = address?.type === 'isa' ? address.iobase : undefined
    return jsonOption('-device', { driver: model(plan, 'pvpanic'), ioport, id: alias })
  }
  return builtIn(plan, panic)
}

/** Those that are part of the machine, or of its processors, and so have no address. */
function builtIn(plan: Plan, { model: kind, address }: PanicConfig): readonly [] {
  if (address !== undefined)
    throw unsupported(`setting the panic device address is not supported for model '${kind}'`)
  const fits = {
    pseries: plan.family.name === 'pseries',
    s390: plan.family.name === 'ccw',
    hyperv: isX86(plan),
  }
  if (!fits[kind as keyof typeof fits])
    throw unsupported(`panic device of model '${kind}' is not supported by machine '${plan.machine.name}'`)
  return []
}

function checkModels(panics: readonly PanicConfig[]): void {
  const kinds = panics.map(({ model: kind }) => kind)
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index)
  if (twice !== undefined) throw unsupported(`Multiple panic devices with model '${twice}'`)
}
