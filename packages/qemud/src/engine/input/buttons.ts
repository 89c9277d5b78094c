import type { Call } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'

/** Press the reset button. */
export function resetGuest(domain: ManagedDomain, call: Call): Promise<void> {
  return domain.jobs.run(async () => {
    await domain.running().monitor.execute('system_reset', {}, call)
  }, call)
}

/** Send a non-maskable interrupt. */
export function injectNmi(domain: ManagedDomain, call: Call): Promise<void> {
  return domain.jobs.run(async () => {
    await domain.running().monitor.execute('inject-nmi', {}, call)
  }, call)
}
