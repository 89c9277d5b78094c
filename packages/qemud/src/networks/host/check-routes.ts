import { VirtError } from '@virt/core/driver'
import type { NetworkConfig } from '@virt/core/config'
import { subnetOf } from '../definition/addresses.js'
import { hostRoutes, type HostRoute } from './links.js'

/** Refuse a network whose addresses the host has elsewhere already (`networkCheckRouteCollision`). */
export function checkRoutes({ ips = [] }: NetworkConfig, routes: readonly HostRoute[] = hostRoutes()): void {
  for (const ip of ips) {
    const subnet = subnetOf(ip)
    if (subnet?.family !== 'ipv4') continue
    const mask = Number((0xffff_ffffn << BigInt(32 - subnet.prefix)) & 0xffff_ffffn)
    const taken = routes.find(
      (route) => route.destination === Number(subnet.base) && route.mask === mask && mask !== 0,
    )
    if (taken)
      throw new VirtError('INTERNAL_ERROR', `Network is already in use by interface ${taken.device}`, {
        origin: 'NETWORK',
      })
  }
}
