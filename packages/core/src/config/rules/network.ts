import { xmlError } from '../codec/errors.js'
import type { NetworkConfig } from '../network/network.js'
import { checkName } from './identity.js'
import { completeDns } from './network-dns.js'
import { completeForward } from './network-forward.js'
import { checkIp } from './network-ip.js'
import { sanitizeMetadata } from './metadata.js'
import { completeBridge } from './network-bridge.js'
import type { Draft } from './draft.js'

/** libvirt's defaults filled in, libvirt's checks passed (`virNetworkDefParseXML`). The network is changed in place: it was just read. */
export function completed(network: NetworkConfig): NetworkConfig {
  const draft: Draft<NetworkConfig> = network
  checkName(draft.name, 'NETWORK')
  completeForward(draft)
  completeBridge(draft)
  completeDns(draft)
  if (draft.mac !== undefined && (parseInt(draft.mac.address.slice(0, 2), 16) & 1) === 1)
    throw xmlError(
      `Invalid multicast bridge mac address '${draft.mac.address}' in network '${draft.name}'`,
      'NETWORK',
    )
  draft.ips?.forEach((ip) => checkIp(ip, draft.name))
  if ((draft.portgroups?.filter((group) => group.default).length ?? 0) > 1)
    throw xmlError(`multiple default <portgroup> elements in network ${draft.name}`, 'NETWORK')
  if (draft.metadata !== undefined) draft.metadata = sanitizeMetadata(draft.metadata)
  return draft
}
