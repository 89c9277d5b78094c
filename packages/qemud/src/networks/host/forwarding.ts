import type { NetworkConfig } from '@virt/core/config'
import { modeOf, modes } from '../definition/modes.js'
import { setSysctl } from './sysctl.js'

/** Let the host pass packets on, where the network wants to get out. It stays so: others may rely on it by now. */
export function allowForwarding(config: NetworkConfig): void {
  if (!modes[modeOf(config)]?.forwards) return
  const families = new Set((config.ips ?? []).map(({ family = 'ipv4' }) => family))
  if (families.has('ipv4')) setSysctl('ipv4/ip_forward', '1')
  if (families.has('ipv6')) setSysctl('ipv6/conf/all/forwarding', '1')
}
