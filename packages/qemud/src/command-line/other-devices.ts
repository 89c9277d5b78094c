import type { InputConfig, RngConfig } from '@virt/core/config'
import type { QmpRequest } from '../qmp/commands.js'
import { addressProperties } from './address.js'
import { usbBus } from './controller-names.js'
import { jsonOption } from './options.js'
import { model, unsupported, type Plan } from './plan.js'
import { virtioModel, virtioOptions } from './virtio.js'

/** Mice, tablets and keyboards. Those of bus `ps2` are part of the machine. */
export function inputOptions(plan: Plan): readonly string[] {
  const inputs = (plan.config.devices?.inputs ?? []).filter((input) => input.bus !== 'ps2' || refusePs2(plan))
  return inputs.flatMap((input) => jsonOption('-device', { ...inputDevice(plan, input), id: input.alias }))
}

function refusePs2({ family, machine }: Plan): boolean {
  if (family.isa) return false
  throw unsupported(`ps2 is not supported by machine '${machine.name}'`)
}

const usbInputs = { mouse: 'usb-mouse', tablet: 'usb-tablet', keyboard: 'usb-kbd' } as const

function inputDevice(plan: Plan, { type, bus, model: variant, driver, address }: InputConfig): object {
  if (type === 'passthrough' || type === 'evdev') throw unsupported(`input type '${type}' is not supported`)
  if (bus === 'virtio')
    return {
      driver: virtioModel(plan, `virtio-${type}`, variant),
      ...virtioOptions(driver),
      ...addressProperties(plan, address),
    }
  const place = address ? addressProperties(plan, address) : { bus: usbBus(plan) }
  return { driver: model(plan, usbInputs[type]), ...place }
}

/** Sources of entropy. */
export function rngOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.rngs ?? []).flatMap((rng) => {
    const { alias = '', rate } = rng
    const device = {
      driver: virtioModel(plan, 'virtio-rng', rng.model),
      ...virtioOptions(rng.driver),
      rng: `obj${alias}`,
      id: alias,
      'max-bytes': rate?.bytes,
      period: rate && (rate.period ?? 1000),
      ...addressProperties(plan, rng.address),
    }
    return [...jsonOption('-object', entropy(rng, `obj${alias}`)), ...jsonOption('-device', device)]
  })
}

function entropy({ backend }: RngConfig, id: string): object {
  if (backend.model === 'builtin') return { 'qom-type': 'rng-builtin', id }
  return { 'qom-type': 'rng-random', id, filename: backend.path ?? '/dev/random' }
}

/** The balloon. */
export function balloonOptions(plan: Plan): readonly string[] {
  const balloon = plan.config.devices?.memballoon
  if (!balloon || balloon.model === 'none' || balloon.model === 'xen') return []
  return jsonOption('-device', {
    driver: virtioModel(plan, 'virtio-balloon', balloon.model),
    ...virtioOptions(balloon.driver),
    id: balloon.alias,
    'deflate-on-oom': balloon.autodeflate,
    'free-page-reporting': balloon.freePageReporting,
    ...addressProperties(plan, balloon.address),
  })
}

/** The balloon's target when the domain starts with less than its memory, and the period of its figures. */
export function balloonSetup({ config }: Plan): readonly QmpRequest[] {
  const { memory, currentMemory = memory, devices } = config
  const balloon = devices?.memballoon
  if (!balloon || balloon.model === 'none') return []
  const { alias = '', stats } = balloon
  const polling = {
    path: `/machine/peripheral/${alias}`,
    property: 'guest-stats-polling-interval',
    value: stats?.period,
  }
  return [
    ...(currentMemory < memory ? [{ execute: 'balloon', arguments: { value: currentMemory * 1024 } }] : []),
    ...(stats?.period ? [{ execute: 'qom-set', arguments: polling }] : []),
  ]
}
