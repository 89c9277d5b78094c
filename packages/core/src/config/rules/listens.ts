import { xmlError } from '../codec/errors.js'
import type { GraphicsConfig, GraphicsListen, GraphicsType } from '../devices/graphics.js'

const listening = new Set<GraphicsType>(['vnc', 'spice', 'rdp'])

/** Where a display listens, said once as attributes in libvirt's first years and as elements since: both say the same afterwards. */
export function completeListens(graphics: GraphicsConfig): GraphicsConfig {
  if (!listening.has(graphics.type)) return graphics
  const { listen: _, socket: __, port: ___, tlsPort: ____, autoport: _____, ...rest } = graphics
  const listens = listensOf(graphics)
  const [first] = listens
  return {
    ...rest,
    ...ports(graphics, first),
    ...(first?.type === 'socket' &&
      graphics.type === 'vnc' &&
      first.socket !== undefined && { socket: first.socket }),
    ...(first?.type === 'address' && first.address !== undefined && { listen: first.address }),
    listens,
  }
}

function listensOf({ type, listen, socket, listens = [] }: GraphicsConfig): readonly GraphicsListen[] {
  if (type === 'vnc' && socket !== undefined) return [{ type: 'socket', socket }]
  if (listens.length === 0) return [{ type: 'address', ...(listen !== undefined && { address: listen }) }]
  listens.forEach(check)
  return listens.map((one, index) => (index === 0 ? withCompat(one, listen) : one))
}

function withCompat(first: GraphicsListen, listen: string | undefined): GraphicsListen {
  if (first.type !== 'address' || listen === undefined || listen === '') return first
  if (first.address !== undefined && first.address !== listen)
    throw xmlError(
      `graphics 'listen' attribute '${listen}' must match 'address' attribute of first listen element (found '${first.address}')`,
      'DOMAIN',
    )
  return { ...first, address: listen }
}

const owners = { network: ['network'], socket: ['socket'], address: ['address', 'network'] } as const

function check(listen: GraphicsListen): void {
  if (listen.type === 'network' && listen.network === undefined)
    throw xmlError("'network' attribute is required for listen type 'network'", 'DOMAIN')
  for (const [name, types] of Object.entries(owners))
    if (
      listen[name as keyof typeof owners] !== undefined &&
      !(types as readonly string[]).includes(listen.type)
    )
      throw xmlError(`'${name}' attribute is valid only for listen type '${types.join("' and '")}'`, 'DOMAIN')
}

/** Ports, where no port, or -1, leaves the choice to the hypervisor. */
function ports(graphics: GraphicsConfig, first: GraphicsListen | undefined): Partial<GraphicsConfig> {
  const { type, port, tlsPort, autoport } = graphics
  const given = { ...(port !== undefined && { port }), ...(tlsPort !== undefined && { tlsPort }) }
  const none = port === undefined || port === -1
  if (type === 'rdp') return none ? { port: 0, autoport: true } : { ...given, ...(autoport && { autoport }) }
  if (first?.type === 'socket' || first?.type === 'none') return {}
  if (type === 'vnc') return none ? vncPort(autoport ?? true) : { port, autoport: autoport ?? false }
  if (port === -1 && tlsPort === -1) return { autoport: true }
  return { ...given, autoport: autoport ?? false }
}

function vncPort(autoport: boolean): Partial<GraphicsConfig> {
  return autoport ? { port: -1, autoport } : { autoport }
}
