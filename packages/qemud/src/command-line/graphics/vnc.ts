import type { GraphicsConfig } from '@virt/core/config'
import { audiodev } from '../devices/sounds.js'
import { escapeCommas, keyValues } from '../options.js'
import { unsupported, type Plan } from '../plan.js'
import { isAutomatic, listenAddress, listenKind, listenSocket, socketOf } from './listen.js'

const firstPort = 5900
const lastPort = 65535
const longestPassword = 8

/** `-vnc`. An automatic port is QEMU's choice, so that nobody else can take it meanwhile: it binds the first that is free. */
export function vncOptions(plan: Plan, screen: GraphicsConfig): readonly string[] {
  const { passwd, passwdValidTo } = screen
  if (passwd !== undefined && passwd.length > longestPassword)
    throw unsupported(`VNC password is ${passwd.length} characters long, only ${longestPassword} permitted`)
  const options = keyValues(escapeCommas(display(plan, screen)), {
    to: choosesPort(screen) ? lastPort - firstPort : undefined,
    websocket: screen.websocket === -1 ? true : screen.websocket,
    password: passwd === undefined && passwdValidTo === undefined ? undefined : true,
    share: screen.sharePolicy,
    'power-control': screen.powerControl,
    audiodev: audiodev(plan, screen),
  })
  return ['-vnc', options]
}

/** Whether QEMU chooses a port of this screen. */
export function choosesPort(screen: GraphicsConfig): boolean {
  if (screen.type !== 'vnc' || socketOf(screen) !== undefined) return false
  const kind = listenKind(screen)
  return kind !== 'none' && kind !== 'socket' && isAutomatic(screen)
}

function display(plan: Plan, screen: GraphicsConfig): string {
  if (listenKind(screen) === 'none') return 'none'
  const socket = listenSocket(plan, screen)
  if (socket !== undefined) return `unix:${socket}`
  const address = listenAddress(screen)
  const host = address.includes(':') ? `[${address}]` : address
  return `${host}:${isAutomatic(screen) ? 0 : fixedPort(screen) - firstPort}`
}

function fixedPort({ port = -1 }: GraphicsConfig): number {
  if (port >= firstPort && port <= lastPort) return port
  throw unsupported(`vnc port must be in range [${firstPort},${lastPort}]`)
}
