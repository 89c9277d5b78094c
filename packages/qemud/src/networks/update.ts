import { isDeepStrictEqual } from 'node:util'
import { updateNetwork, type NetworkConfig, type NetworkUpdate } from '@virt/core/config'
import type { AffectFlags, Call, NetworkRef } from '@virt/core/driver'
import type { NetworkContext } from './context.js'
import { invalid } from './define.js'
import { checkNetwork } from './definition/check.js'
import type { DnsmasqFiles } from './dnsmasq/files.js'
import { needsDnsmasq, refreshDnsmasq, sameConf, startDnsmasq, stopDnsmasq } from './dnsmasq/process.js'
import { rulesOf } from './firewall/rules.js'
import { applyRules } from './firewall/table.js'
import type { ManagedNetwork } from './managed-network.js'
import { ownBridge } from './set-up.js'

/** Change a part of what is active, of the definition, or of both. What is refused leaves both as they were. */
export function changeNetwork(
  context: NetworkContext,
  ref: NetworkRef,
  update: NetworkUpdate,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  return context.jobs.run(async () => {
    const network = context.networks.get(ref)
    const { live, definition } = targets(network, flags)
    const newLive = live && changed(live, update)
    const newDefinition = definition && changed(definition, update)
    const staged = newDefinition && (await context.definitions.stage(newDefinition))
    try {
      if (live && newLive) await changeLive(context, network, live, newLive)
    } catch (error) {
      staged?.discard()
      throw error
    }
    await staged?.commit()
    if (newDefinition) network.definition = newDefinition
  }, call)
}

type Targets = Pick<ManagedNetwork, 'live' | 'definition'>

function targets(network: ManagedNetwork, { live, config }: AffectFlags): Targets {
  const { active, persistent } = network
  const current = !live && !config
  if (live && !active) throw invalid('network is not running')
  if (config && !persistent) throw invalid('cannot change persistent config of a transient network')
  return {
    live: live || current ? network.live : undefined,
    definition: config || (current && !active) ? network.definition : undefined,
  }
}

function changed(config: NetworkConfig, update: NetworkUpdate): NetworkConfig {
  const result = updateNetwork(config, update)
  checkNetwork(result)
  return result
}

async function changeLive(
  context: NetworkContext,
  network: ManagedNetwork,
  before: NetworkConfig,
  after: NetworkConfig,
): Promise<void> {
  const files = context.files(network)
  try {
    await apply(before, after, files)
    context.states.save({ uuid: network.uuid, phase: 'active', live: after })
    network.live = after
  } catch (error) {
    await apply(after, before, files).catch((again: unknown) =>
      context.warn(`network '${network.name}' is not as it was: ${(again as Error).message}`),
    )
    throw error
  }
}

/** Only what is different is touched. */
async function apply(before: NetworkConfig, after: NetworkConfig, files: DnsmasqFiles): Promise<void> {
  const own = ownBridge(after)
  if (!own) return
  if (!isDeepStrictEqual(rulesOf(before, own.name), rulesOf(after, own.name)))
    await applyRules(after, own.name)
  if (!needsDnsmasq(after)) return
  if (sameConf(before, after, files)) return refreshDnsmasq(after, files)
  await stopDnsmasq(files)
  await startDnsmasq(after, own.name, files)
}
