import type { GraphicsConfig } from '@virt/core/config'
import { audiodev } from '../devices/sounds.js'
import { keyValues } from '../options.js'
import { unsupported, type Plan } from '../plan.js'

/** `-display`: screens on the host itself, which QEMU calls its display. There is at most one. */
export function displayOptions(plan: Plan): readonly string[] {
  const { graphics = [] } = plan.config.devices ?? {}
  const shown = graphics.flatMap((screen) => displays[screen.type]?.(plan, screen) ?? [])
  if (shown.length > 1) throw unsupported('only one of the displays sdl, egl-headless and dbus is possible')
  return ['-display', shown[0] ?? 'none']
}

/** The X display that SDL's window opens on. */
export function displayEnvironment({ config }: Plan): Readonly<Record<string, string>> {
  const { display, xauth } = config.devices?.graphics?.find(({ type }) => type === 'sdl') ?? {}
  return { ...(display && { DISPLAY: display }), ...(xauth && { XAUTHORITY: xauth }) }
}

type Build = (plan: Plan, screen: GraphicsConfig) => string

const displays: Partial<Record<GraphicsConfig['type'], Build>> = {
  sdl: (_, { gl, fullscreen }) =>
    keyValues('sdl', { gl: gl?.enable, 'full-screen': fullscreen ? true : undefined }),
  'egl-headless': (_, { gl }) => keyValues('egl-headless', { rendernode: gl?.rendernode }),
  dbus: (plan, screen) => {
    const { p2p, address, gl } = screen
    if (!p2p && address === undefined)
      throw unsupported("graphics type 'dbus' needs p2p='yes' or the address of a bus")
    return keyValues('dbus', {
      p2p: p2p ? true : undefined,
      addr: p2p ? undefined : address,
      gl: gl?.enable,
      rendernode: gl?.enable ? gl.rendernode : undefined,
      audiodev: audiodev(plan, screen),
    })
  },
}
