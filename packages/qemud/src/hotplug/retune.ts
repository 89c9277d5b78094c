import type { DomainConfig } from '@virt/core/config'
import type { Call } from '@virt/core/driver'
import { liveChange } from '../command-line/live/change.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { inState } from '../engine/in-state.js'
import type { QmpRequest } from '../qmp/commands.js'
import { unsupported } from './refusals.js'

/**
 * Bring a running domain to a description with the same devices that are set otherwise: what its start would be told, and
 * the requests for what a start has by default.
 */
export async function retune(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  after: DomainConfig,
  requests: readonly QmpRequest[],
  call: Call,
): Promise<void> {
  const surroundings = await commandContext(context, domain, guest.config)
  const { added, removed, setup, config } = liveChange(guest.config, after, surroundings)
  if (added.length + removed.length > 0) throw unsupported('this change needs another device')
  await inState(context, domain, guest, config, async () => {
    for (const { execute, arguments: values } of [...setup, ...requests])
      await guest.monitor.execute(execute, values, { signal: call.signal })
  })
}
