import { unsupported } from '../plan.js'
import type { KeyValues } from './key-values.js'

type Values = KeyValues['values']
type Data = Readonly<Record<string, unknown>>

/** What `chardev-add` takes, from what `-chardev` takes. */
export function chardevArguments({ head, values }: KeyValues): Data {
  const build = kinds[head]
  if (!build) throw unsupported(`character device backend '${head}' cannot be hotplugged`)
  const [type, data] = build(values)
  const log = { logfile: values['logfile'], logappend: flag(values['logappend']) }
  return { id: values['id'], backend: { type, data: { ...data, ...log } } }
}

type Build = (values: Values) => readonly [type: string, data: Data]

const same =
  (type: string, data: (values: Values) => Data = () => ({})): Build =>
  (values) => [type, data(values)]

const kinds: Readonly<Record<string, Build>> = {
  null: same('null'),
  pty: same('pty'),
  vc: same('vc'),
  stdio: same('stdio'),
  file: same('file', ({ path, append }) => ({ out: path, append: flag(append) })),
  serial: same('serial', ({ path }) => ({ device: path })),
  parallel: same('parallel', ({ path }) => ({ device: path })),
  pipe: same('pipe', ({ path }) => ({ device: path })),
  spicevmc: same('spicevmc', ({ name }) => ({ type: name })),
  spiceport: same('spiceport', ({ name }) => ({ fqdn: name })),
  dbus: same('dbus', ({ name }) => ({ name })),
  'qemu-vdagent': same('qemu-vdagent', ({ clipboard, mouse }) => ({
    clipboard: flag(clipboard),
    mouse: flag(mouse),
  })),
  socket: same('socket', (values) => ({
    addr: socketAddress(values),
    server: flag(values['server']) ?? false,
    wait: flag(values['wait']),
    telnet: flag(values['telnet']),
    reconnect: values['reconnect'] === undefined ? undefined : Number(values['reconnect']),
    'tls-creds': values['tls-creds'],
  })),
  udp: same('udp', ({ host, port, localaddr, localport }) => ({
    remote: inet(host, port),
    local:
      localaddr === undefined && localport === undefined
        ? undefined
        : inet(localaddr ?? '', localport ?? '0'),
  })),
}

function socketAddress({ path, host, port }: Values): Data {
  return path === undefined ? inet(host, port) : { type: 'unix', data: { path } }
}

function inet(host: string = '', port: string = ''): Data {
  return { type: 'inet', data: { host, port } }
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'on'
}
