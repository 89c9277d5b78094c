import type { InputConfig } from '@virt/core/config'
import { addressProperties, usbPlace } from '../address.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'
import { virtioModel, virtioOptions } from '../virtio.js'

/** Mice, tablets and keyboards, and devices of the host that act as such. Those of bus `ps2` are part of the machine. */
export function inputOptions(plan: Plan): readonly string[] {
  const inputs = (plan.config.devices?.inputs ?? []).filter((input) => input.bus !== 'ps2' || refusePs2(plan))
  return inputs.flatMap((input) =>
    input.type === 'evdev'
      ? jsonOption('-object', hostEvents(input))
      : jsonOption('-device', { ...inputDevice(plan, input), id: input.alias }),
  )
}

function refusePs2({ family, machine }: Plan): boolean {
  if (family.isa) return false
  throw unsupported(`ps2 is not supported by machine '${machine.name}'`)
}

const usbInputs = { mouse: 'usb-mouse', tablet: 'usb-tablet', keyboard: 'usb-kbd' } as const

function inputDevice(plan: Plan, input: InputConfig): object {
  const { type, bus, model: variant, driver, source, acpi, address } = input
  if (type !== 'passthrough' && variant !== undefined && variant !== 'virtio')
    throw unsupported(`virtio (non-)transitional models are not supported for input type=${type}`)
  if (type === 'passthrough' || bus === 'virtio')
    return {
      driver: virtioModel(
        plan,
        type === 'passthrough' ? 'virtio-input-host' : `virtio-${type}`,
        variant,
        address,
      ),
      ...virtioOptions(driver),
      evdev: source?.evdev,
      'acpi-index': acpi?.index,
      ...addressProperties(plan, address),
    }
  if (type === 'evdev' || bus !== 'usb')
    throw unsupported(`input device on bus '${bus ?? ''}' is not supported`)
  return { driver: model(plan, usbInputs[type]), ...usbPlace(plan, address) }
}

function hostEvents({ alias: id, source }: InputConfig): object {
  return {
    'qom-type': 'input-linux',
    id,
    evdev: source?.dev,
    grab_all: source?.grab === 'all' ? true : undefined,
    repeat: source?.repeat,
    'grab-toggle': source?.grabToggle,
  }
}
