import type { LifecycleAction } from '@virt/core/config'
import { word, item } from './items.js'
import type { Part } from './part.js'

type Event = 'onPoweroff' | 'onReboot' | 'onCrash'

function lifecycle(name: string, key: Event, fallback: LifecycleAction): Part {
  return {
    read: ({ domain }) => ({ [key]: word(domain, name) ?? fallback }),
    write: ({ config }) => item(name, config[key] ?? fallback),
  }
}

/** What becomes of a guest that stops. */
export const lifecycles: readonly Part[] = [
  lifecycle('on_poweroff', 'onPoweroff', 'destroy'),
  lifecycle('on_reboot', 'onReboot', 'restart'),
  lifecycle('on_crash', 'onCrash', 'destroy'),
]
