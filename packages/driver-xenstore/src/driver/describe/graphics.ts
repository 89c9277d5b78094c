import type { GraphicsConfig } from '@virt/core/config'
import type { Call } from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import { nodeOf, type Resident } from '../resident.js'
import { numberOf } from '../values.js'
import { backendsOf, type Backend } from './backends.js'

const wanted = ['vnc', 'vnclisten', 'vncpasswd', 'vncunused', 'sdl', 'display', 'xauthority', 'keymap']

/** The displays of a running domain. `console/vnc-port` is where its VNC server listens. */
export async function graphicsOf(
  client: XenStoreClient,
  resident: Resident,
  call: Call,
): Promise<GraphicsConfig[]> {
  const [text, backends] = await Promise.all([
    client.tryRead(nodeOf(resident, 'console', 'vnc-port'), call),
    backendsOf(client, resident, ['vfb'], wanted, call),
  ])
  const known = numberOf(text)
  const port = known !== undefined && known > 0 && known < 65_536 ? known : undefined
  const found = backends.flatMap(({ nodes }) => displaysOf(nodes, port))
  return found.length === 0 && port !== undefined ? [{ type: 'vnc', port, autoport: false }] : found
}

function displaysOf(nodes: Backend, port: number | undefined): GraphicsConfig[] {
  const { vnc, vnclisten, vncpasswd, vncunused, sdl, display, xauthority, keymap } = nodes
  const displays: GraphicsConfig[] = []
  if (vnc === '1' || (vnc === undefined && port !== undefined))
    displays.push({
      type: 'vnc',
      port: port ?? -1,
      autoport: vncunused === '1',
      ...(vnclisten !== undefined && { listen: vnclisten }),
      ...(keymap !== undefined && { keymap }),
      ...(vncpasswd !== undefined && { passwd: vncpasswd }),
    })
  if (sdl === '1')
    displays.push({
      type: 'sdl',
      ...(display !== undefined && { display }),
      ...(xauthority !== undefined && { xauth: xauthority }),
    })
  return displays
}
