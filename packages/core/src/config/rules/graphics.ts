import type { GraphicsConfig, GraphicsListen } from '../devices/graphics.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** Ports and addresses that the hypervisor chooses are the running domain's own: a definition does not keep them. */
export function completeGraphics(domain: Draft<DomainConfig>): void {
  const graphics = domain.devices?.graphics
  if (graphics === undefined || domain.id !== undefined) return
  domain.devices = { ...domain.devices, graphics: graphics.map(defined) }
}

function defined(graphics: GraphicsConfig): GraphicsConfig {
  const { listens } = graphics
  return withoutChosenPorts(
    listens ? { ...graphics, listens: listens.map(withoutChosenAddresses) } : graphics,
  )
}

function withoutChosenAddresses({ type, address, ...rest }: GraphicsListen): GraphicsListen {
  return { type, ...(address !== undefined && type !== 'network' && { address }), ...rest }
}

function withoutChosenPorts(graphics: GraphicsConfig): GraphicsConfig {
  if (graphics.autoport !== true) return graphics
  const { port: _, tlsPort: __, ...rest } = graphics
  return graphics.type === 'vnc' ? { ...rest, port: -1 } : rest
}
