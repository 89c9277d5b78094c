import type { Call } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import { withAgent } from './ask-agent.js'
import { askUntil } from './ask-until.js'

/** Milliseconds from the command to the end of the guest: as libvirt's. */
const patience = 60_000

/** Have the agent end its guest: resolves when the guest has powered off, or restarts. */
export function powerOffByAgent(
  domain: ManagedDomain,
  mode: 'powerdown' | 'reboot',
  call: Call,
): Promise<void> {
  const request = { execute: 'guest-shutdown', arguments: { mode } }
  return withAgent(domain, { ...call, patience }, (channel, guest) =>
    askUntil(channel, guest, request, ['SHUTDOWN', 'RESET']),
  )
}
