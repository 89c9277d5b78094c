import type { DomainConfig, LifecycleAction } from './domain.js'

const places = { poweroff: 'onPoweroff', reboot: 'onReboot', crash: 'onCrash' } as const

/** The description of a domain of which something else follows one of its ends. */
export function changeLifecycleAction(
  config: DomainConfig,
  type: keyof typeof places,
  action: LifecycleAction,
): DomainConfig {
  return { ...config, [places[type]]: action }
}
