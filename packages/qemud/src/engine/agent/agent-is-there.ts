import type { Call } from '@virt/core/driver'
import type { Guest } from '../guest.js'
import { agentChannel } from './ask-agent.js'

/** Whether something in the guest has opened the agent's channel. */
export async function agentIsThere(guest: Guest, call: Call): Promise<boolean> {
  const alias = agentChannel(guest)?.alias
  if (alias === undefined || guest.state !== 'running') return false
  const chardevs = await guest.monitor.execute('query-chardev', {}, call)
  return chardevs.some(({ label, ...each }) => label === `char${alias}` && each['frontend-open'])
}
