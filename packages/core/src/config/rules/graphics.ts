import type { GraphicsConfig } from '../devices/graphics.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** Ports that the hypervisor chooses are the running domain's own: a definition does not keep them. */
export function completeGraphics(domain: Draft<DomainConfig>): void {
  const graphics = domain.devices?.graphics
  if (graphics === undefined || domain.id !== undefined) return
  domain.devices = { ...domain.devices, graphics: graphics.map(withoutChosenPorts) }
}

function withoutChosenPorts(graphics: GraphicsConfig): GraphicsConfig {
  if (graphics.autoport !== true) return graphics
  const { port: _, tlsPort: __, ...rest } = graphics
  return graphics.type === 'vnc' ? { ...rest, port: -1 } : rest
}
