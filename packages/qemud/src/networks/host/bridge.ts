import { existsSync, readFileSync } from 'node:fs'
import type { NetworkConfig } from '@virt/core/config'
import { familyOf, prefixOf } from '../definition/addresses.js'
import { setSysctl } from './sysctl.js'
import { run, tryRun } from './run.js'

/** A network's own bridge: its name, and the MAC address by which it is told from somebody else's of this name. */
export interface OwnBridge {
  readonly name: string
  readonly mac: string
}

/** Make the bridge, still down. */
export async function makeBridge({ name, mac }: OwnBridge, config: NetworkConfig): Promise<void> {
  const { bridge, mtu } = config
  const delay = Math.round((bridge?.delay ?? 0) * 100)
  await run(
    'ip',
    ['-batch', '-'],
    lines([
      `link add name ${name} address ${mac}${mtu ? ` mtu ${mtu.size}` : ''} type bridge forward_delay ${delay}`,
      `link set dev ${name} type bridge stp_state ${bridge?.stp === false ? 0 : 1}`,
    ]),
  )
  setIpv6(name, config)
}

function setIpv6(name: string, config: NetworkConfig): void {
  const usesIpv6 = (config.ipv6 ?? false) || (config.ips ?? []).some(({ family }) => family === 'ipv6')
  if (!usesIpv6 && !existsSync('/proc/sys/net/ipv6')) return
  setSysctl(`ipv6/conf/${name}/disable_ipv6`, usesIpv6 ? '0' : '1')
  if (!usesIpv6) return
  setSysctl(`ipv6/conf/${name}/accept_ra`, '0')
  setSysctl(`ipv6/conf/${name}/autoconf`, '0')
}

/** Give the bridge its addresses and routes, and let packets through. */
export async function raiseBridge(name: string, { ips = [], routes = [] }: NetworkConfig): Promise<void> {
  const addresses = ips.flatMap((ip) => {
    if (ip.address === undefined) return []
    const more = familyOf(ip.address) === 'ipv4' ? 'broadcast +' : 'nodad'
    return [`address add ${ip.address}/${prefixOf(ip)} dev ${name} ${more}`]
  })
  const ways = routes.map(
    (route) =>
      `route add ${route.address}/${prefixOf(route)} via ${route.gateway} dev ${name} proto static` +
      (route.metric === undefined ? '' : ` metric ${route.metric}`),
  )
  await run('ip', ['-batch', '-'], lines([...addresses, `link set dev ${name} up`, ...ways]))
}

/** Whether the network's own bridge is there. */
export function bridgeExists({ name, mac }: OwnBridge): boolean {
  const path = `/sys/class/net/${name}/address`
  return existsSync(path) && readFileSync(path, 'latin1').trim() === mac.toLowerCase()
}

/** Remove the network's own bridge, with whatever hangs on it. One of somebody else is left alone. */
export async function removeBridge(bridge: OwnBridge): Promise<void> {
  if (bridgeExists(bridge)) await tryRun('ip', ['link', 'delete', 'dev', bridge.name])
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')
