import type { EngineContext } from './context.js'
import { DomainLog } from './domain-log.js'
import type { ManagedDomain } from './domain.js'
import type { Guest } from './guest.js'
import { noteRuntime } from './runtime.js'

/** What makes a guest one that nobody can support (`virDomainTaintFlags`), in libvirt's words. */
const messages = {
  'custom-argv': 'custom configuration parameters specified',
  'custom-monitor': 'custom monitor control commands issued',
} as const

export type Taint = keyof typeof messages

/** Mark a guest, until it ends. */
export function taint(context: EngineContext, domain: ManagedDomain, guest: Guest, why: Taint): void {
  if (guest.taints.has(why)) return
  guest.taints.add(why)
  new DomainLog(context.layout.logs, domain.name).write(`Domain id=${guest.id} is tainted: ${why}`)
  noteRuntime(context, domain, guest)
}

/** What its owner should know; nothing to say: nothing. */
export function taintMessages({ taints }: Guest): readonly string[] | undefined {
  if (taints.size === 0) return undefined
  return Array.from(taints, (each) => `tainted: ${messages[each]}`)
}

/** Those of a record that this version knows. */
export function knownTaints(names: readonly string[] = []): Taint[] {
  return names.filter((name): name is Taint => Object.hasOwn(messages, name))
}
