import { xmlError } from '../codec/errors.js'
import type { ForwardConfig, ForwardMode } from '../network/forward.js'
import type { NetworkConfig } from '../network/network.js'
import type { Draft } from './draft.js'

/** The forward element names its device twice: as an attribute and as the first interface. */
export function completeForward(network: Draft<NetworkConfig>): void {
  const { forward, name, connections } = network
  if (forward === undefined) return
  if (forward.mode === 'none') return void delete network.forward
  checkOnce(forward, name)
  checkMode(forward, network)
  network.forward = withDevice(connections === undefined ? withoutPool(forward) : forward, name)
}

/** The virtual functions of a physical one are found when the network starts. */
function withoutPool(forward: ForwardConfig): ForwardConfig {
  if (forward.pfs === undefined) return forward
  const { interfaces: _, addresses: __, dev: ___, ...rest } = forward
  return rest
}

function withDevice(forward: ForwardConfig, name: string): ForwardConfig {
  const { dev, interfaces = [], ...rest } = forward
  const [first = dev === undefined ? undefined : { dev }] = interfaces
  if (forward.pfs !== undefined || first === undefined) return { ...rest, ...(dev !== undefined && { dev }) }
  if (dev !== undefined && dev !== first.dev)
    throw xmlError(
      `forward dev '${dev}' must match first interface element dev '${first.dev}' in network '${name}'`,
      'NETWORK',
    )
  return { ...rest, dev: first.dev, interfaces: interfaces.length > 0 ? interfaces : [first] }
}

function checkOnce({ pfs = [], interfaces = [], addresses = [], dev }: ForwardConfig, name: string): void {
  if (pfs.length > 1)
    throw xmlError(`Only one <pf> element is allowed in <forward> of network ${name}`, 'NETWORK')
  if (addresses.length > 0 && interfaces.length > 0)
    throw xmlError(
      `<address>, <interface>, and <pf> elements of <forward> in network ${name} are mutually exclusive`,
      'NETWORK',
    )
  if (dev !== undefined && addresses.length > 0)
    throw xmlError(
      `the <forward> 'dev' attribute cannot be used when <address> or <pf> sub-elements are present in network ${name}`,
      'NETWORK',
    )
  refuseTwice(
    interfaces.map((one) => one.dev),
    'interface',
    name,
  )
  refuseTwice(
    addresses.map((one) => `${one.domain ?? 0}:${one.bus ?? 0}:${one.slot ?? 0}.${one.function ?? 0}`),
    'PCI address',
    name,
  )
}

function refuseTwice(members: readonly string[], what: string, name: string): void {
  const twice = members.find((member, index) => members.indexOf(member) !== index)
  if (twice !== undefined)
    throw xmlError(`${what} '${twice}' is listed twice in <forward> of network ${name}`, 'NETWORK')
}

const routed: readonly ForwardMode[] = ['nat', 'route']

function checkMode(
  { mode, dev, interfaces = [], nat }: ForwardConfig,
  { ips = [], name }: NetworkConfig,
): void {
  if (routed.includes(mode) && ips.length === 0)
    throw xmlError(
      `${mode} forwarding requested, but no IP address provided for network '${name}'`,
      'NETWORK',
    )
  if (routed.includes(mode) && interfaces.length > 1)
    throw xmlError(
      `multiple forwarding interfaces specified for network '${name}', only one is supported`,
      'NETWORK',
    )
  if (mode === 'open' && (dev !== undefined || interfaces.length > 0))
    throw xmlError(`forward dev not allowed for network '${name}' with forward mode='open'`, 'NETWORK')
  if (nat !== undefined && mode !== 'nat')
    throw xmlError(
      `<nat> is not allowed in <forward> of network ${name} with forward mode='${mode}'`,
      'NETWORK',
    )
  if (nat?.port !== undefined && nat.port.start > nat.port.end)
    throw xmlError(`the <port> range of <nat> in network ${name} ends before it starts`, 'NETWORK')
}
