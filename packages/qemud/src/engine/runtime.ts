import { join } from 'node:path'
import { formatDomain, type DomainConfig } from '@virt/core/config'
import type { Layout } from '../store/layout.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import type { Guest } from './guest.js'

/** Where the QEMU of a domain connects its monitor to. */
export function monitorPath(layout: Layout, { uuid }: ManagedDomain): string {
  return join(layout.sockets, `${uuid}.qmp`)
}

/** Write down what a later engine needs to find this guest again; nothing once its run is over, whatever is still going on. */
export function saveRuntime(context: EngineContext, domain: ManagedDomain, guest: Guest): void {
  if (guest.released) return
  const { id, state, reason, config, process, task, taints, migrationSpeed } = guest
  const { uuid, name } = domain
  context.runtimes.save({
    version: 1,
    uuid,
    name,
    id,
    monitor: monitorPath(context.layout, domain),
    process: process && { pid: process.pid, startTime: process.startTime },
    state,
    reason,
    task,
    taints: taints.size > 0 ? [...taints] : undefined,
    migrationSpeed: migrationSpeed || undefined,
    live: liveXml(config),
  })
}

/** The same after a change of state, which has happened whether or not it can be written down. */
export function noteRuntime(context: EngineContext, domain: ManagedDomain, guest: Guest): void {
  try {
    saveRuntime(context, domain, guest)
  } catch (error) {
    context.warn(`state of domain '${domain.name}' is not saved: ${(error as Error).message}`)
  }
}

const texts = new WeakMap<DomainConfig, string>()

function liveXml(config: DomainConfig): string {
  const text = texts.get(config) ?? formatDomain(config)
  texts.set(config, text)
  return text
}
