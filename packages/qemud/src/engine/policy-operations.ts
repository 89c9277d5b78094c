import { changeLifecycleAction, type DomainConfig } from '@virt/core/config'
import type { ControlInfo, PolicyOperations } from '@virt/core/driver'
import { changeBoth } from '../hotplug/change-both.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { inState } from './in-state.js'
import { checkPolicy, rebootRestarts } from './lifecycle-policy.js'

export function policyOperations(context: EngineContext): PolicyOperations {
  const { domains } = context
  return {
    setLifecycleAction: async (ref, type, action, flags, call) => {
      const domain = domains.get(ref)
      const changed = (before: DomainConfig): DomainConfig => {
        const config = changeLifecycleAction(before, type, action)
        checkPolicy(config)
        return config
      }
      await changeBoth(context, domain, flags, call, {
        config: changed,
        live: async (guest) => {
          const config = changed(guest.config)
          const reboot = rebootRestarts(config) ? 'reset' : 'shutdown'
          await inState(context, domain, guest, config, () =>
            guest.monitor.execute('set-action', { reboot }, call),
          )
        },
      })
    },
    controlInfo: async (ref) => controlInfo(domains.get(ref)),
  }
}

function controlInfo(domain: ManagedDomain): ControlInfo {
  if (!domain.running().connected) return { state: 'error' }
  return domain.job ? { state: 'job', since: domain.job.info.elapsed } : { state: 'ok' }
}
