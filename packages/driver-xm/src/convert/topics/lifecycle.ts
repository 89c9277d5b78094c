import type { DomainConfig, LifecycleAction } from '@virt/core/config'
import type { Topic } from '../topic.js'

const usual = { onPoweroff: 'destroy', onReboot: 'restart', onCrash: 'restart' } as const

export const lifecycle: Topic = {
  keys: ['on_poweroff', 'on_reboot', 'on_crash'],
  read: (settings) => ({
    onPoweroff: action(settings.text('on_poweroff')) ?? usual.onPoweroff,
    onReboot: action(settings.text('on_reboot')) ?? usual.onReboot,
    onCrash: action(settings.text('on_crash')) ?? usual.onCrash,
  }),
  write: (config: DomainConfig) => ({
    on_poweroff: config.onPoweroff ?? usual.onPoweroff,
    on_reboot: config.onReboot ?? usual.onReboot,
    on_crash: config.onCrash ?? usual.onCrash,
  }),
}

/** What is no action is refused where the whole configuration is checked. */
function action(word: string | undefined): LifecycleAction | undefined {
  return word as LifecycleAction | undefined
}
