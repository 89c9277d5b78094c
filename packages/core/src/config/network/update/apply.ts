import { VirtError } from '../../../errors/virt-error.js'
import type { Draft } from '../../rules/draft.js'
import type { NetworkConfig } from '../network.js'
import type { NetworkSection } from '../sections.js'
import { completeNetwork } from '../xml.js'
import { updateDhcpHost, updateDhcpRange } from './dhcp.js'
import { updateDnsHost, updateDnsSrv, updateDnsTxt } from './dns.js'
import type { NetworkUpdate, SectionUpdate } from './network-update.js'
import { updateForwardInterface } from './forward-interfaces.js'
import { updatePortGroup } from './portgroups.js'

/** Writes a change of one section into the draft of a network. */
type Apply<S extends NetworkSection> = (network: Draft<NetworkConfig>, update: SectionUpdate<S>) => void

const appliers: { readonly [S in NetworkSection]?: Apply<S> } = {
  'ip-dhcp-host': updateDhcpHost,
  'ip-dhcp-range': updateDhcpRange,
  'forward-interface': updateForwardInterface,
  portgroup: updatePortGroup,
  'dns-host': updateDnsHost,
  'dns-txt': updateDnsTxt,
  'dns-srv': updateDnsSrv,
}

/**
 * The network after a change, as libvirt 9.0 does it. The one that was given stays as it is.
 *
 * @throws OPERATION_INVALID when what is to be changed is not there, or what is to be added is; NO_SUPPORT for what libvirt
 * cannot change in this way; XML_ERROR when the result would be no network.
 */
export function updateNetwork(config: NetworkConfig, update: NetworkUpdate): NetworkConfig {
  const apply = appliers[update.section] as Apply<NetworkSection> | undefined
  if (!apply)
    throw new VirtError(
      'NO_SUPPORT',
      `can't update '${update.section}' section of network '${config.name}'`,
      { origin: 'NETWORK' },
    )
  const draft: Draft<NetworkConfig> = { ...config }
  apply(draft, update)
  return completeNetwork(draft)
}
