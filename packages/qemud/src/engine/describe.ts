import { withoutSecrets, type DomainConfig } from '@virt/core/config'
import { deepFreeze, type ConfigFlags, type DomainInfo, type DomainRecord } from '@virt/core/driver'
import type { ManagedDomain } from './domain.js'
import { taintMessages } from './taint.js'

/** One row of a listing. */
export function recordOf(domain: ManagedDomain): DomainRecord {
  const { uuid, name, state, reason, persistent, autostart, managedSave, guest } = domain
  return { uuid, name, id: guest?.id, state, reason, persistent, autostart, managedSave }
}

/** `virDomainInfo`: from memory and /proc alone, QEMU is not asked. */
export function infoOf(domain: ManagedDomain): DomainInfo {
  const { guest, config, state, reason, persistent } = domain
  const { user, system } = guest?.times() ?? { user: 0, system: 0 }
  const messages = guest && taintMessages(guest)
  return {
    state,
    reason,
    maxMemory: config.memory,
    memory: guest?.memory ?? config.currentMemory ?? config.memory,
    vcpus: currentVcpus(config),
    cpuTime: user + system,
    id: guest?.id,
    persistent,
    ...(messages && { messages }),
  }
}

/** The description, live or as defined; without passwords unless they are asked for. */
export function configOf(domain: ManagedDomain, { inactive, secure }: ConfigFlags): DomainConfig {
  const config = (inactive ? domain.definition : undefined) ?? liveConfig(domain)
  return deepFreeze(secure ? config : withoutSecrets(config))
}

function liveConfig({ guest, config }: ManagedDomain): DomainConfig {
  return guest ? { ...config, currentMemory: guest.memory } : config
}

/** How many vcpus it has, of those it may have. */
export function currentVcpus({ vcpu }: DomainConfig): number {
  return vcpu?.current ?? vcpu?.count ?? 1
}
