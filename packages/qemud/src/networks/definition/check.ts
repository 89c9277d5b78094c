import { isIP } from 'node:net'
import { VirtError, type ErrorCode } from '@virt/core/driver'
import type { NetworkConfig } from '@virt/core/config'
import { familyOf, subnetAt, prefixOf, toNumber } from './addresses.js'
import { hasOwnBridge, modeOf } from './modes.js'

/** A name that the kernel, nft and tc all take as it is. */
const deviceName = /^[A-Za-z_][\w.-]{0,14}$/

/** Refuse a definition that nothing could be made of (`networkValidate`). */
export function checkNetwork(config: NetworkConfig): void {
  if (hasOwnBridge(config)) checkOwn(config)
  else refuseParts(config)
  checkNames(config)
  checkAddresses(config)
  checkLines(config)
}

/** What only a bridge of the network's own can have. */
function refuseParts(config: NetworkConfig): void {
  const { name, mtu, mac, domain, dns, ips = [] } = config
  const mode = modeOf(config)
  if (mtu)
    fail(`mtu size only allowed in open, route, nat, and isolated mode, not in ${mode} (network '${name}')`)
  for (const [part, there] of Object.entries({ mac, domain, dns, ip: ips[0] }))
    if (there) fail(`Unsupported <${part}> element in network ${name} with forward mode='${mode}'`)
}

function checkOwn({
  name,
  vlan,
  virtualport,
  bridge,
  domain,
  portgroups = [],
  bandwidth,
}: NetworkConfig): void {
  if (vlan ?? portgroups.some((group) => group.vlan))
    fail(`<vlan> element specified for network ${name}, whose type doesn't support vlan configuration`)
  if (virtualport ?? portgroups.some((group) => group.virtualport))
    fail(`<virtualport> element specified for network ${name}, whose type doesn't support it`)
  if (bridge?.zone !== undefined)
    fail(`zone ${bridge.zone} requested for network ${name} but firewalld is not used`)
  if (bridge?.macTableManager === 'libvirt')
    fail(`macTableManager='libvirt' of the bridge of network '${name}' is not supported`)
  if (domain?.register) fail(`network '${name}' cannot register its domain with a resolver of the host`)
  if (bandwidth?.inbound?.floor !== undefined)
    fail(`unsupported floor attribute in <bandwidth> element of network ${name}`)
}

function checkNames({ bridge, forward, name }: NetworkConfig): void {
  const devices = [bridge?.name, forward?.dev, ...(forward?.interfaces ?? []).map(({ dev }) => dev)]
  for (const device of devices)
    if (device !== undefined && device !== 'virbr%d' && !deviceName.test(device))
      fail(`'${device}' of network '${name}' cannot be the name of a network device`, 'XML_ERROR')
}

function checkAddresses({ name, forward, routes = [], dns, ips = [] }: NetworkConfig): void {
  const range = forward?.nat?.address
  const all = [range?.start, range?.end, ...routes.flatMap(({ address, gateway }) => [address, gateway])]
  const more = [...(dns?.hosts ?? []).map(({ ip }) => ip), ...ips.map(({ dhcp }) => dhcp?.bootp?.server)]
  for (const address of [...all, ...more, ...(dns?.forwarders ?? []).map(({ addr }) => addr)])
    if (address !== undefined && isIP(address) === 0)
      fail(`'${address}' in network '${name}' is not an IP address`, 'XML_ERROR')
  for (const route of routes) {
    const { address, gateway } = route
    const prefix = prefixOf(route)
    if (familyOf(address) !== familyOf(gateway) || subnetAt(address, prefix).base !== toNumber(address))
      fail(`the route to ${address}/${prefix} via ${gateway} of network '${name}' is invalid`, 'XML_ERROR')
  }
}

/** Every text ends up in a line of a file. */
function checkLines(config: NetworkConfig): void {
  const { dns, domain, ips, dnsmasqOptions } = config
  const lines = JSON.stringify([dns, domain, ips, dnsmasqOptions])
  if (/\\[nr]|\\u00[01]/.test(lines.replaceAll('\\\\', '')))
    fail(`control characters in the definition of network '${config.name}'`, 'XML_ERROR')
}

function fail(detail: string, code: ErrorCode = 'CONFIG_UNSUPPORTED'): never {
  throw new VirtError(code, detail, { origin: 'NETWORK' })
}
