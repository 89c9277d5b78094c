import type { ChardevBackend, ChardevSource, ChardevType } from '@virt/core/config'
import { unsupported } from './unsupported.js'

interface Kind {
  read(rest: string): Omit<ChardevBackend, 'type'>
  write(backend: ChardevBackend): string
}

const bare: Kind = { read: () => ({}), write: ({ type }) => type }

const file: Kind = {
  read: (path) => ({ sources: [{ path }] }),
  write: ({ type, sources = [] }) => `${type}:${sources[0]?.path ?? ''}`,
}

const server = ',server,nowait'

const tcp: Kind = {
  read: (rest) => ({ sources: [{ ...role(rest), ...place(socket(rest)) }], protocol: { type: 'raw' } }),
  write: ({ sources: [source = {}] = [], protocol }) =>
    `${protocol?.type === 'telnet' ? 'telnet' : 'tcp'}:${placeText(source)}${flags(source)}`,
}

const unix: Kind = {
  read: (rest) => ({ sources: [{ ...role(rest), path: socket(rest) }] }),
  write: ({ sources: [source = {}] = [] }) => `unix:${source.path ?? ''}${flags(source)}`,
}

/** `udp:TO@FROM`, of which the second may be left out. */
const udp: Kind = {
  read(rest) {
    const [to = '', from] = rest.split('@')
    const connect: ChardevSource = { mode: 'connect', ...place(to) }
    return { sources: from ? [{ mode: 'bind', ...place(from) }, connect] : [connect] }
  },
  write({ sources = [] }) {
    const bind = sources.find(({ mode }) => mode === 'bind')
    const connect = sources.find(({ mode }) => mode !== 'bind')
    return `udp:${placeText(connect ?? {})}${bind ? `@${placeText(bind)}` : ''}`
  },
}

const telnet: Kind = {
  read: (rest) => ({ ...tcp.read(rest), protocol: { type: 'telnet' } }),
  write: (backend) => tcp.write(backend),
}

const device: Kind = {
  read: (path) => ({ sources: [{ path }] }),
  write: ({ sources = [] }) => sources[0]?.path ?? '',
}

const kinds: Readonly<Partial<Record<ChardevType, Kind>>> = {
  null: bare,
  vc: bare,
  pty: bare,
  stdio: bare,
  file,
  pipe: file,
  dev: device,
  tcp,
  udp,
  unix,
}

/**
 * The host's side of a line: `pty`, `null`, `vc`, `stdio`, `/dev/ttyS0`, `file:PATH`, `pipe:PATH`,
 * `tcp:HOST:PORT[,server[,nowait]]`, `telnet:...`, `udp:HOST:PORT@HOST:PORT`, `unix:PATH[,server[,nowait]]`.
 * Absent for `none`. `tty`: the terminal of a running domain's `pty`.
 */
export function chardevFromText(text: string, tty?: string): ChardevBackend | undefined {
  if (text === '' || text === 'none') return undefined
  if (text.startsWith('/')) return { type: 'dev', ...device.read(text) }
  const { name, rest } = split(text)
  if (name === 'telnet') return { type: 'tcp', ...telnet.read(rest) }
  const kind = Object.hasOwn(kinds, name) ? kinds[name as ChardevType] : undefined
  if (kind === undefined || kind === device) throw unsupported(`unknown chr device type '${name}'`)
  const backend: ChardevBackend = { type: name as ChardevType, ...kind.read(rest) }
  return name === 'pty' && tty !== undefined ? { ...backend, sources: [{ path: tty }] } : backend
}

/** The text of {@link chardevFromText}; `none` for no line. */
export function chardevToText(backend: ChardevBackend | undefined): string {
  if (backend === undefined) return 'none'
  const kind = kinds[backend.type]
  if (kind === undefined) throw unsupported(`unsupported chr device type '${backend.type}'`)
  return kind.write(backend)
}

function split(text: string): { readonly name: string; readonly rest: string } {
  const colon = text.indexOf(':')
  return colon < 0 ? { name: text, rest: '' } : { name: text.slice(0, colon), rest: text.slice(colon + 1) }
}

function socket(text: string): string {
  return text.split(',', 1)[0] ?? ''
}

function role(text: string): Pick<ChardevSource, 'mode'> {
  return { mode: text.split(',').includes('server') ? 'bind' : 'connect' }
}

function flags({ mode }: ChardevSource): string {
  return mode === 'bind' ? server : ''
}

/** `HOST:PORT`; a host with colons of its own is in brackets, or ends at the last colon. */
function place(text: string): ChardevSource {
  const colon = text.lastIndexOf(':')
  const [host, service] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
  return { ...(host && { host }), ...(service && { service }) }
}

function placeText({ host = '', service = '' }: ChardevSource): string {
  return `${host}:${service}`
}
