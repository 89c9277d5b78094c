import { operationNames, operations } from '@virt/core'
import { lookup, tableOf } from '@virt/core/rpc'
import { driver as hypervisor, hypervisorConnection } from '@virt/driver-hypervisor'
import { driver as proxy } from '@virt/driver-proxy'
import { driver as xend, xendConnection } from '@virt/driver-xend'
import { driver as xenstore, xenstoreConnection } from '@virt/driver-xenstore'
import { driver as xm, xmConnection } from '@virt/driver-xm'

/** @typedef {{driver: import('@virt/core').Driver, connection: import('@virt/core').DriverConnection}} XenChannel */

/**
 * The channels of `xen:///` with everything that each can do, over nothing: their tables are there to be read, and to be
 * asked by nobody.
 * @returns {readonly XenChannel[]}
 */
export function xenConnections() {
  const nothing = /** @type {any} */ ({})
  const siblings = { ...nothing, supports: () => true }
  const newest = { ...nothing, configVersion: 4 }
  const place = { text: 'nowhere', origin: 'http://localhost' }
  const xen = { ...nothing, knowsHost: true }
  const near = [
    { driver: hypervisor, connection: hypervisorConnection(xen) },
    { driver: xenstore, connection: xenstoreConnection(nothing) },
  ]
  return [
    ...near,
    { driver: proxy, connection: proxyOf(near) },
    { driver: xend, connection: xendConnection(place, newest, { readOnly: false, interval: 1000 }) },
    { driver: xm, connection: xmConnection(nothing, siblings) },
  ]
}

/**
 * What a proxy in front of these offers: their queries.
 * @param {readonly XenChannel[]} channels
 * @returns {import('@virt/core').DriverConnection}
 */
function proxyOf(channels) {
  const offered = operationNames.filter(
    (name) =>
      operations[name].kind === 'query' && channels.some(({ connection }) => lookup(connection, name)),
  )
  const nobody = () => Promise.reject(new Error('nobody is asked here'))
  return { driver: 'proxy', ...tableOf(offered, nobody), close: () => Promise.resolve() }
}
