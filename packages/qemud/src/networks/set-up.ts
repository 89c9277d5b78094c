import { VirtError } from '@virt/core/driver'
import type { NetworkConfig } from '@virt/core/config'
import { hasOwnBridge, modeOf, modes } from './definition/modes.js'
import type { DnsmasqFiles } from './dnsmasq/files.js'
import { needsDnsmasq, startDnsmasq, stopDnsmasq } from './dnsmasq/process.js'
import { applyRules, removeRules } from './firewall/table.js'
import { limitBridge } from './host/bandwidth.js'
import { makeBridge, raiseBridge, removeBridge, type OwnBridge } from './host/bridge.js'
import { checkRoutes } from './host/check-routes.js'
import { allowForwarding } from './host/forwarding.js'
import { mayChangeNetwork } from './host/links.js'

/** Refuse what cannot start on this host, before anything is touched. */
export function checkStart(config: NetworkConfig): void {
  const mode = modeOf(config)
  if (!modes[mode])
    throw new VirtError(
      'CONFIG_UNSUPPORTED',
      `network '${config.name}': forward mode '${mode}' cannot start`,
      {
        origin: 'NETWORK',
      },
    )
  if (!hasOwnBridge(config)) return checkBridge(config)
  if (!mayChangeNetwork())
    throw new VirtError(
      'ACCESS_DENIED',
      `network '${config.name}' needs a bridge, which takes root: use qemu:///system, or <interface type='user'> in domains`,
      { origin: 'NETWORK' },
    )
  checkRoutes(config)
}

function checkBridge({ name, bridge }: NetworkConfig): void {
  if (bridge?.name === undefined)
    throw new VirtError('CONFIG_UNSUPPORTED', `network '${name}' connects to no bridge of the host`, {
      origin: 'NETWORK',
    })
}

/** Make everything that an active network consists of. After a failure call {@link tearDown}. */
export async function setUp(config: NetworkConfig, files: DnsmasqFiles): Promise<void> {
  const own = ownBridge(config)
  if (!own) return
  await makeBridge(own, config)
  await applyRules(config, own.name)
  await raiseBridge(own.name, config)
  allowForwarding(config)
  if (needsDnsmasq(config)) await startDnsmasq(config, own.name, files)
  await limitBridge(own.name, config)
}

/** Remove all that is there of a network, however much that is. */
export async function tearDown(config: NetworkConfig, files: DnsmasqFiles): Promise<void> {
  const own = ownBridge(config)
  if (!own) return
  await stopDnsmasq(files)
  await removeRules(own.name)
  await removeBridge(own)
}

/** The bridge that comes and goes with the network; `undefined` where it is the host's. */
export function ownBridge(config: NetworkConfig): OwnBridge | undefined {
  const { bridge, mac } = config
  if (!hasOwnBridge(config) || bridge?.name === undefined || !mac) return undefined
  return { name: bridge.name, mac: mac.address }
}
