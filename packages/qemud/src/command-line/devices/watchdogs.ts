import type { WatchdogConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'

/** Watchdogs, and what QEMU does when one fires: it is one action for all of them. */
export function watchdogOptions(plan: Plan): readonly string[] {
  const { watchdogs = [] } = plan.config.devices ?? {}
  const [action, ...others] = new Set(watchdogs.map(actionOf))
  if (action === undefined) return []
  if (others.length > 0) throw unsupported('All watchdogs must have the same action configured')
  return [...watchdogs.flatMap((watchdog) => device(plan, watchdog)), '-watchdog-action', action]
}

const models = { i6300esb: 'i6300esb', ib700: 'ib700', diag288: 'diag288' } as const

function device(plan: Plan, { model: kind, alias, acpi, address }: WatchdogConfig): readonly string[] {
  if (kind === 'itco') return chipset(plan)
  return jsonOption('-device', {
    driver: model(plan, models[kind]),
    id: alias,
    'acpi-index': acpi?.index,
    ...addressProperties(plan, address),
  })
}

/** That of the chipset is always there; without this it does not reset anything. */
function chipset({ family }: Plan): readonly string[] {
  if (family.name !== 'q35') throw unsupported("iTCO model is supported only with machine type 'q35'")
  return ['-global', 'ICH9-LPC.noreboot=off']
}

/** A dump is the engine's matter: QEMU pauses the guest for it. */
function actionOf({ action = 'reset' }: WatchdogConfig): string {
  return action === 'dump' ? 'pause' : action
}
