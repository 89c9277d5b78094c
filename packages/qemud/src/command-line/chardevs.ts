import type { ChardevBackend, ChardevSource } from '@virt/core/config'
import { keyValues, type Properties } from './options.js'
import { unsupported } from './plan.js'
import { credentialsId, credentialsOption } from './tls.js'

/** What a backend cannot know by itself. */
export interface ChardevUse {
  /** What SPICE, or QEMU's own agent, calls the channel: `vdagent`, `usbredir`, `smartcard`. */
  readonly channel?: string
}

/** `-chardev`: the host's side of a character device. */
export function chardevOptions(id: string, backend: ChardevBackend, use: ChardevUse = {}): readonly string[] {
  const build = backends[backend.type]
  if (!build) throw unsupported(`character device type '${backend.type}' is not supported`)
  const [head, properties] = build(backend.sources ?? [], backend, use)
  const log = { logfile: backend.log?.file, logappend: backend.log?.append }
  const encrypted = encryptedSource(backend)
  const credentials = encrypted && { 'tls-creds': credentialsId(id) }
  return [
    ...(encrypted ? credentialsOption(id, 'chardev', encrypted.mode === 'bind' ? 'server' : 'client') : []),
    '-chardev',
    keyValues(head, { id, ...properties, ...credentials, ...log }),
  ]
}

function encryptedSource({ type, sources = [] }: ChardevBackend): ChardevSource | undefined {
  const [source] = sources
  return type === 'tcp' && source?.tls ? source : undefined
}

/** The id of a device's chardev, as libvirt names it. */
export function chardevId(alias: string): string {
  return `char${alias}`
}

type Build = (
  sources: readonly ChardevSource[],
  backend: ChardevBackend,
  use: ChardevUse,
) => readonly [string, Properties]

const backends: Readonly<Record<string, Build>> = {
  null: () => ['null', {}],
  vc: () => ['vc', {}],
  stdio: () => ['stdio', {}],
  pty: () => ['pty', {}],
  file: ([source]) => ['file', { path: path(source), append: source?.append }],
  dev: ([source]) => [portKind(source), { path: path(source) }],
  pipe: ([source]) => ['pipe', { path: path(source) }],
  unix: ([source]) => ['socket', { path: path(source), ...role(source) }],
  tcp: ([source], { protocol }) => [
    'socket',
    {
      host: source?.host,
      port: source?.service,
      telnet: protocol?.type === 'telnet' ? true : undefined,
      ...role(source),
    },
  ],
  udp: (sources) => {
    const local = sources.find(({ mode }) => mode === 'bind')
    const remote = sources.find(({ mode }) => mode !== 'bind')
    return [
      'udp',
      {
        host: remote?.host ?? '127.0.0.1',
        port: remote?.service,
        localaddr: local?.host,
        localport: local?.service,
      },
    ]
  },
  spicevmc: (_, __, { channel }) => ['spicevmc', { name: channel }],
  spiceport: ([source]) => ['spiceport', { name: source?.channel }],
  dbus: ([source]) => ['dbus', { name: source?.channel }],
  'qemu-vdagent': ([source], _, { channel }) => [
    'qemu-vdagent',
    {
      name: channel,
      clipboard: source?.clipboard?.copypaste,
      mouse: source?.mouse && source.mouse.mode === 'client',
    },
  ],
}

function portKind(source: ChardevSource | undefined): string {
  return path(source).startsWith('/dev/parport') ? 'parallel' : 'serial'
}

function path(source: ChardevSource | undefined): string {
  if (source?.path === undefined) throw unsupported('a character device of this type needs a path')
  return source.path
}

function role(source: ChardevSource | undefined): Properties {
  if (source?.mode === 'bind') return { server: true, wait: false }
  return { reconnect: source?.reconnect?.enabled ? (source.reconnect.timeout ?? 1) : undefined }
}
