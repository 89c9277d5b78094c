import type { GraphicsConfig } from '@virt/core/config'
import { unsupported, type Plan } from '../plan.js'

const localhost = '127.0.0.1'

/** The screen with the address that it listens on said in full, unless it listens elsewhere. */
export function withListenAddress(screen: GraphicsConfig): GraphicsConfig {
  if (screen.type !== 'vnc' && screen.type !== 'spice') return screen
  if (socketOf(screen) !== undefined || !isAddress(listenKind(screen) ?? 'address')) return screen
  const address = listenAddress(screen)
  const [first = { type: 'address' }, ...others] = screen.listens ?? []
  return { ...screen, listen: address, listens: [{ ...first, address }, ...others] }
}

/** The address that a screen listens on. */
export function listenAddress({ listen, listens }: GraphicsConfig): string {
  return listens?.find(({ type }) => isAddress(type))?.address ?? listen ?? localhost
}

/** Where its first door is: `address`, `socket` or `none`. */
export function listenKind({ listens }: GraphicsConfig): string | undefined {
  return listens?.[0]?.type
}

/** The unix socket that a screen says it listens on. */
export function socketOf({ socket, listens }: GraphicsConfig): string | undefined {
  return socket ?? listens?.find(({ type }) => type === 'socket')?.socket
}

/** The unix socket that a screen listens on, its own or one in the domain's directory; absent: it listens on a port, or nowhere. */
export function listenSocket({ directory }: Plan, screen: GraphicsConfig): string | undefined {
  const socket = socketOf(screen)
  if (socket !== undefined || listenKind(screen) !== 'socket') return socket
  if (directory === undefined) throw unsupported(`a ${screen.type.toUpperCase()} socket needs a path`)
  return `${directory}/${screen.type}.sock`
}

/** Whether somebody is to choose the port. */
export function isAutomatic({ autoport, port }: GraphicsConfig): boolean {
  return autoport ?? (port === undefined || port === -1)
}

function isAddress(kind: string): boolean {
  return kind === 'address' || kind === 'network'
}
