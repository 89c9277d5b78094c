import { shutdownModesOf, type Call, type ShutdownFlags } from '@virt/core/driver'
import { agentIsThere } from './agent/agent-is-there.js'
import { powerOffByAgent } from './agent/power-off-by-agent.js'
import type { ManagedDomain } from './domain.js'
import { rebootRestarts } from './lifecycle-policy.js'

/** Ask the guest to power off. */
export function shutdownDomain(domain: ManagedDomain, flags: ShutdownFlags, call: Call): Promise<void> {
  return askToEnd(domain, flags, false, call)
}

/** Ask the guest to restart, or to power off where its `on_reboot` says that this is what a reboot is. */
export function rebootDomain(domain: ManagedDomain, flags: ShutdownFlags, call: Call): Promise<void> {
  const guest = domain.running()
  return askToEnd(domain, flags, rebootRestarts(guest.config), call)
}

/** The agent first, where there is one or it was asked for; then the button, unless only the agent may be asked. */
async function askToEnd(
  domain: ManagedDomain,
  flags: ShutdownFlags,
  restarts: boolean,
  call: Call,
): Promise<void> {
  const guest = domain.running()
  const modes = shutdownModesOf(flags, ['acpi', 'agent'], 'QEMU')
  if (modes.length === 0 ? await agentIsThere(guest, call) : modes.includes('agent'))
    try {
      return await powerOffByAgent(domain, restarts ? 'reboot' : 'powerdown', call)
    } catch (error) {
      if (modes.length > 0 && !modes.includes('acpi')) throw error
      call.signal?.throwIfAborted()
      if (domain.guest !== guest) return
    }
  await pressButton(domain, restarts, call)
}

/** The guest decides what that means. One that powers off and is to restart is started anew. */
function pressButton(domain: ManagedDomain, restarts: boolean, call: Call): Promise<void> {
  return domain.jobs.run(async () => {
    const guest = domain.running()
    guest.rebooting = restarts
    await guest.monitor.execute('system_powerdown', {}, call)
  }, call)
}
