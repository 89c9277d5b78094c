import type { RngConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { chardevId, chardevOptions } from '../chardevs.js'
import { jsonOption } from '../options.js'
import type { Plan } from '../plan.js'
import { virtioModel, virtioOptions } from '../virtio.js'

/** Sources of entropy. */
export function rngOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.rngs ?? []).flatMap((rng) => [
    ...backendOptions(rng),
    ...jsonOption('-device', device(plan, rng)),
  ])
}

function device(plan: Plan, { alias = '', model, rate, driver, acpi, address }: RngConfig): object {
  return {
    driver: virtioModel(plan, 'virtio-rng', model, address),
    ...virtioOptions(driver),
    rng: `obj${alias}`,
    'acpi-index': acpi?.index,
    id: alias,
    'max-bytes': rate?.bytes,
    period: rate && (rate.period ?? 1000),
    ...addressProperties(plan, address),
  }
}

function backendOptions({ alias = '', backend }: RngConfig): readonly string[] {
  const id = `obj${alias}`
  if (backend.model === 'builtin') return jsonOption('-object', { 'qom-type': 'rng-builtin', id })
  if (backend.model === 'random')
    return jsonOption('-object', { 'qom-type': 'rng-random', id, filename: backend.path ?? '/dev/random' })
  const chardev = chardevId(alias)
  return [
    ...chardevOptions(chardev, { ...backend, type: backend.type ?? 'null' }),
    ...jsonOption('-object', { 'qom-type': 'rng-egd', id, chardev }),
  ]
}
