import { networkInterfaces } from 'node:os'
import type { DevicesConfig, DomainConfig, GraphicsConfig, InterfaceConfig } from '@virt/core/config'
import { needsSpicePort } from '../../command-line/graphics/spice.js'
import { withTargetNames } from '../../command-line/interfaces/taps.js'
import { deviceNames } from '../../networks/host/links.js'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'
import { hostFailure } from './failure.js'
import { freePort } from './free-port.js'
import { onBridge } from './on-bridge.js'
import { checkLinkName, isMadeForUs } from './taps.js'

/**
 * What the host decides about a domain that is about to start: which bridge is a network's, names of tap devices, ports of
 * screens. Nothing is made yet, and who asks next is told otherwise as soon as the answer is the live description of a domain.
 */
export function resolveOnHost(
  context: EngineContext,
  domain: ManagedDomain,
  config: DomainConfig,
): DomainConfig {
  const { devices } = config
  const others = Array.from(context.domains).filter((other) => other !== domain)
  if (!devices?.interfaces?.some(hasHostEnd) && !devices?.graphics?.length) return config
  return {
    ...config,
    devices: {
      ...devices,
      interfaces: resolveInterfaces(context, others, devices.interfaces),
      graphics: resolveGraphics(context, others, devices.graphics),
    },
  }
}

/** The same for a card that a running domain is about to get. */
export function resolveInterface(context: EngineContext, nic: InterfaceConfig): InterfaceConfig {
  return resolveInterfaces(context, [...context.domains], [nic])?.[0] ?? nic
}

function hasHostEnd({ type }: InterfaceConfig): boolean {
  return type === 'network' || type === 'bridge' || type === 'ethernet' || type === 'direct'
}

function resolveInterfaces(
  context: EngineContext,
  others: readonly ManagedDomain[],
  interfaces: readonly InterfaceConfig[] | undefined,
): readonly InterfaceConfig[] | undefined {
  if (!interfaces?.some(hasHostEnd)) return interfaces
  const present = deviceNames()
  const promised = promisedNames(others)
  const wanted = interfaces.map(withoutGeneratedName)
  for (const nic of wanted) checkOwnName(nic, present, promised)
  const bridged = wanted.map((nic) => onBridge(context.networks, nic))
  return withTargetNames(bridged, (name) => present.has(name) || promised.has(name))
}

/** A name like those that are given here is one of an earlier run, as it is for libvirt. */
function withoutGeneratedName(nic: InterfaceConfig): InterfaceConfig {
  const isGenerated = hasHostEnd(nic) && /^(vnet|macvtap)\d+$/.test(nic.target?.dev ?? '')
  return isGenerated ? { ...nic, target: { ...nic.target, dev: undefined } } : nic
}

function checkOwnName(
  nic: InterfaceConfig,
  present: ReadonlySet<string>,
  promised: ReadonlySet<string>,
): void {
  const name = nic.target?.dev
  if (name === undefined || !hasHostEnd(nic)) return
  checkLinkName(name)
  if (isMadeForUs(nic) && (present.has(name) || promised.has(name)))
    throw hostFailure(`Unable to create tap device ${name}: Device or resource busy`)
}

/** Devices that belong to running guests, or will in a moment. */
function promisedNames(domains: readonly ManagedDomain[]): ReadonlySet<string> {
  const interfaces = domains.flatMap(({ guest }) => guest?.config.devices?.interfaces ?? [])
  return new Set(interfaces.flatMap(({ target }) => target?.dev ?? []))
}

function resolveGraphics(
  context: EngineContext,
  others: readonly ManagedDomain[],
  graphics: DevicesConfig['graphics'],
): DevicesConfig['graphics'] {
  return graphics?.map((screen) => {
    const listening = withNetworkAddress(context, screen)
    return needsSpicePort(listening) ? { ...listening, port: freePort(others) } : listening
  })
}

/** A screen that listens on a network has the host's address there. */
function withNetworkAddress({ networks }: EngineContext, screen: GraphicsConfig): GraphicsConfig {
  const [first, ...others] = screen.listens ?? []
  if (first?.type !== 'network' || first.network === undefined) return screen
  const { bridge } = networks.bridgeOf(first.network)
  const address = networkInterfaces()[bridge]?.[0]?.address
  if (address === undefined) throw hostFailure(`network '${first.network}' has no address to listen on`)
  return { ...screen, listen: address, listens: [{ ...first, address }, ...others] }
}
