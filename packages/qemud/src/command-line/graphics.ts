import type { GraphicsConfig } from '@virt/core/config'
import type { QmpRequest } from '../qmp/commands.js'
import { escapeCommas, keyValues } from './options.js'
import { unsupported, type Plan } from './plan.js'

const firstPort = 5900
const lastPort = 65535
const localhost = '127.0.0.1'

/** `-vnc`. An automatic port is QEMU's choice, so that nobody else can take it meanwhile: it binds the first that is free. */
export function graphicsOptions(plan: Plan): readonly string[] {
  const { graphics = [] } = plan.config.devices ?? {}
  if (graphics.length > 1) throw unsupported('only 1 graphics device is supported')
  return [
    '-display',
    'none',
    ...graphics.flatMap((screen) => ['-vnc', vnc(plan, screen)]),
    ...keymap(graphics),
  ]
}

/** Passwords go over the monitor: anybody can read a command line. */
export function graphicsSetup({ config }: Plan): readonly QmpRequest[] {
  return (config.devices?.graphics ?? []).flatMap(({ passwd: password, passwdValidTo, connected }) => [
    ...(password === undefined
      ? []
      : [{ execute: 'set_password', arguments: { protocol: 'vnc', password, connected } }]),
    ...(passwdValidTo === undefined ? [] : [expiry(passwdValidTo)]),
  ])
}

/** Whether QEMU chooses a port of this screen. */
export function choosesPort(screen: GraphicsConfig): boolean {
  return socketOf(screen) === undefined && listenKind(screen) !== 'none' && automatic(screen)
}

/** The screen with the address that it listens on said in full, unless it listens elsewhere. */
export function withListenAddress(screen: GraphicsConfig): GraphicsConfig {
  if (socketOf(screen) !== undefined || (listenKind(screen) ?? 'address') !== 'address') return screen
  const address = listenAddress(screen)
  const [first = { type: 'address' }, ...others] = screen.listens ?? []
  return { ...screen, listen: address, listens: [{ ...first, address }, ...others] }
}

/** The address that a screen listens on. */
function listenAddress({ listen, listens }: GraphicsConfig): string {
  return listens?.find(({ type }) => type === 'address')?.address ?? listen ?? localhost
}

function vnc(plan: Plan, screen: GraphicsConfig): string {
  return keyValues(escapeCommas(display(plan, screen)), {
    to: choosesPort(screen) ? lastPort - firstPort : undefined,
    websocket: websocket(screen),
    password: screen.passwd === undefined && screen.passwdValidTo === undefined ? undefined : true,
    share: screen.sharePolicy,
    'power-control': screen.powerControl,
  })
}

function display({ directory }: Plan, screen: GraphicsConfig): string {
  if (listenKind(screen) === 'none') return 'none'
  const socket =
    socketOf(screen) ?? (listenKind(screen) === 'socket' && directory ? `${directory}/vnc.sock` : undefined)
  if (socket !== undefined) return `unix:${socket}`
  if (listenKind(screen) === 'socket') throw unsupported('a VNC socket needs a path')
  const address = listenAddress(screen)
  const host = address.includes(':') ? `[${address}]` : address
  return `${host}:${automatic(screen) ? 0 : fixedPort(screen) - firstPort}`
}

function automatic({ autoport, port }: GraphicsConfig): boolean {
  return autoport ?? (port === undefined || port === -1)
}

function fixedPort({ port = -1 }: GraphicsConfig): number {
  if (port >= firstPort && port <= lastPort) return port
  throw unsupported(`vnc port must be in range [${firstPort},${lastPort}]`)
}

function listenKind({ listens }: GraphicsConfig): string | undefined {
  return listens?.[0]?.type
}

function socketOf({ socket, listens }: GraphicsConfig): string | undefined {
  return socket ?? listens?.find(({ type }) => type === 'socket')?.socket
}

function websocket({ websocket: port }: GraphicsConfig): number | undefined {
  if (port === -1) throw unsupported('automatic VNC WebSocket ports are not supported')
  return port
}

function keymap(graphics: readonly GraphicsConfig[]): readonly string[] {
  return graphics.flatMap(({ keymap: name }) => (name === undefined ? [] : ['-k', name]))
}

function expiry(validTo: string): QmpRequest {
  const milliseconds = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(validTo) ? validTo : `${validTo}Z`)
  if (Number.isNaN(milliseconds)) throw unsupported(`cannot parse password validity time '${validTo}'`)
  return {
    execute: 'expire_password',
    arguments: { protocol: 'vnc', time: String(Math.floor(milliseconds / 1000)) },
  }
}
