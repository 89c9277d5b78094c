import type { GraphicsConfig } from '@virt/core/config'
import type { Domain } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { domain } from '../shared/lookup.js'

const everywhere: readonly (string | undefined)[] = [undefined, '', '0.0.0.0', '::']

async function graphicsOf(session: Session, it: Domain, secure = false): Promise<readonly GraphicsConfig[]> {
  if (it.id === undefined) throw new Failure('Domain is not running')
  const { devices } = await it.config({ ...(secure && { secure }), ...session.call })
  return devices?.graphics ?? []
}

const listenAddress = ({ listen, listens }: GraphicsConfig): string | undefined =>
  listens?.[0]?.address ?? listen

export const vncdisplay: Command = command({
  name: 'vncdisplay',
  summary: 'vnc display',
  description: 'Output the IP address and port number for the VNC display.',
  options: { domain },
  run: async (session, { domain: { it } }) => {
    const vnc = (await graphicsOf(session, it)).find(({ type }) => type === 'vnc')
    if (vnc?.port === undefined || vnc.port < 0)
      throw new Failure('Failed to get VNC port. Is this domain using VNC?')
    const address = listenAddress(vnc)
    const host = address === undefined || address === '0.0.0.0' ? '' : address
    session.output.line(`${host}:${vnc.port - 5900}`)
  },
})

export const domdisplay: Command = command({
  name: 'domdisplay',
  summary: 'domain display connection URI',
  description: 'Output the IP address and port number for the graphical display.',
  options: {
    domain,
    'include-password': bool('includes the password into the connection URI if available'),
    type: string('select particular graphical display (e.g. "vnc", "spice", "rdp")', { named: true }),
    all: bool('show all possible graphical displays'),
  },
  run: async (session, { domain: { it }, 'include-password': secure, type, all }) => {
    const uris = (await graphicsOf(session, it, secure))
      .filter((each) => type === undefined || each.type === type)
      .flatMap((each) => displayUri(each) ?? [])
    const shown = all ? uris : uris.slice(0, 1)
    if (shown.length === 0)
      throw new Failure(
        type ? `No graphical display with type '${type}' found` : 'No graphical display found',
      )
    session.output.print(shown.map((uri) => `${uri}\n`).join(''))
  },
})

/** How a viewer reaches a screen; nothing for one that is not on the network. */
function displayUri(graphics: GraphicsConfig): string | undefined {
  const { type, port, tlsPort, passwd } = graphics
  const socket = graphics.socket ?? graphics.listens?.[0]?.socket
  if (socket) return `${type}+unix://${passwd ? `:${passwd}@` : ''}${socket}`
  if (!((port ?? 0) > 0 || (tlsPort ?? 0) > 0)) return undefined
  const address = listenAddress(graphics)
  const host = everywhere.includes(address) ? 'localhost' : (address ?? '')
  const shownPort = type === 'vnc' ? (port ?? 0) - 5900 : port
  const open = `${type}://${type === 'vnc' && passwd ? `:${passwd}@` : ''}${host.includes(':') ? `[${host}]` : host}`
  const first = (port ?? 0) > 0 ? `:${shownPort}` : ''
  const query = [
    tlsPort && tlsPort > 0 ? `tls-port=${tlsPort}` : '',
    type === 'spice' && passwd ? `password=${passwd}` : '',
  ]
  const text = query.filter(Boolean).join('&')
  return `${open}${first}${text && `?${text}`}`
}

export const ttyconsole: Command = command({
  name: 'ttyconsole',
  summary: 'tty console',
  description: 'Output the device for the TTY console.',
  options: { domain },
  run: async (session, { domain: { it } }) => {
    const { devices } = await it.config(session.call)
    const [first] = devices?.consoles ?? []
    const tty = first?.tty ?? first?.sources?.[0]?.path
    if (tty === undefined) throw new Failure('Failed to get TTY: the domain has no console with a terminal')
    session.output.line(tty)
  },
})
