import { xmlError } from '../codec/errors.js'
import type { NetworkConfig } from '../network/network.js'
import type { Draft } from './draft.js'

/** Modes in which the bridge is libvirt's own. */
const own = new Set(['none', 'nat', 'route', 'open'])

export function completeBridge(network: Draft<NetworkConfig>): void {
  const { bridge, forward, name } = network
  const mode = forward?.mode ?? 'none'
  if (own.has(mode)) {
    network.bridge = { ...bridge, stp: bridge?.stp ?? true, delay: bridge?.delay ?? 0 }
    return
  }
  if (bridge === undefined) return
  if (bridge.delay !== undefined || bridge.stp !== undefined)
    throw xmlError(
      `bridge delay/stp options only allowed in open, route, nat, and isolated mode, not in ${mode} (network '${name}')`,
      'NETWORK',
    )
  if (mode !== 'bridge')
    throw xmlError(`bridge name not allowed in ${mode} mode (network '${name}')`, 'NETWORK')
  if (forward?.interfaces !== undefined || forward?.pfs !== undefined)
    throw xmlError(
      `A network with forward mode='${mode}' can specify a bridge name or a forward dev, but not both (network '${name}')`,
      'NETWORK',
    )
}
