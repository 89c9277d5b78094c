import { updateNetwork, type NetworkUpdate } from '@virt/core/config'
import type { AffectFlags } from '@virt/core/driver'
import { notValid } from './refusal.js'
import type { TestNetwork } from './test-network.js'

/** Change what the flags name: all of it, or nothing when the change is refused. */
export function changeNetwork(network: TestNetwork, update: NetworkUpdate, flags: AffectFlags): void {
  const { live: wantsLive = false, config: wantsConfig = false } = flags
  const current = !wantsLive && !wantsConfig
  if (wantsLive && !network.active) throw notValid('network is not running')
  if (wantsConfig && !network.persistent)
    throw notValid('cannot change persistent config of a transient network')
  const { live, definition } = network
  const changedLive = live && (wantsLive || current) ? updateNetwork(live, update) : live
  const changed =
    definition && (wantsConfig || (current && !live)) ? updateNetwork(definition, update) : definition
  network.live = changedLive
  network.definition = changed
}
