import type { GraphicsConfig } from '@virt/core/config'
import { isOn, wholeNumber } from './number.js'
import { unsupported } from './unsupported.js'

/** A display as the settings that all of Xen's tools know it by, in their order. */
export type DisplaySetting = readonly [name: string, value: string]

const firstPort = 5900

/** The settings of a display that follow `vnc=1` or `type=vnc`, or `sdl=1` or `type=sdl`. */
export function displaySettings(graphics: GraphicsConfig): readonly DisplaySetting[] {
  switch (graphics.type) {
    case 'vnc':
      return present([
        ...portSettings(graphics),
        ['vnclisten', listenOf(graphics)],
        ['vncpasswd', graphics.passwd],
        ['keymap', graphics.keymap],
      ])
    case 'sdl':
      return present([
        ['display', graphics.display],
        ['xauthority', graphics.xauth],
      ])
    default:
      throw unsupported(`unexpected graphics type ${graphics.type}`)
  }
}

type Perhaps = readonly [name: string, value: string | undefined]

function present(settings: readonly Perhaps[]): readonly DisplaySetting[] {
  return settings.filter((setting): setting is DisplaySetting => setting[1] !== undefined)
}

function portSettings({ autoport, port = -1 }: GraphicsConfig): readonly DisplaySetting[] {
  if (autoport === true || port < 0) return [['vncunused', '1']]
  return [
    ['vncunused', '0'],
    ['vncdisplay', String(port - firstPort)],
  ]
}

function listenOf({ listen, listens }: GraphicsConfig): string | undefined {
  return listen ?? listens?.find(({ type }) => type === 'address')?.address
}

/** A display of the given type from its settings. `port`: that of the running domain. */
export function displayFromSettings(
  type: 'vnc' | 'sdl',
  get: (name: string) => string | undefined,
  port?: number,
): GraphicsConfig {
  if (type === 'sdl') return given({ type }, { display: get('display'), xauth: get('xauthority') })
  const chosen = port ?? wholeNumber(get('vncdisplay')) ?? -1
  const common = { listen: get('vnclisten'), passwd: get('vncpasswd'), keymap: get('keymap') }
  return given({ type, port: portOf(chosen), autoport: chosen < 0 || isOn(get('vncunused')) }, common)
}

/** Xen's tools say the display's number or the port. */
function portOf(display: number): number {
  return display >= 0 && display < firstPort ? display + firstPort : display
}

function given(
  graphics: GraphicsConfig,
  texts: Readonly<Record<string, string | undefined>>,
): GraphicsConfig {
  return { ...graphics, ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value)) }
}
