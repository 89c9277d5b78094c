import type { GraphicsConfig } from '@virt/core/config'
import { displayFromSettings, displaySettings, isOn } from '@virt/xen-common'
import { text, type Sxp } from '../../sxp/index.js'
import { devicesOf } from '../items.js'
import type { Finding, Notation, Part, Source } from '../part.js'

const types = ['vnc', 'sdl'] as const

type Type = (typeof types)[number]

/** Whether a display is a device of its own: paravirtual guests' since Xen 3.0.4. */
function isDevice({ hvm, configVersion }: Notation): boolean {
  return !hvm && configVersion >= 3
}

/** `(device (vkbd))(device (vfb (type vnc)...))`. */
export const displays: Part = {
  read: (source) =>
    finding(devicesOf(source.domain, ['vfb']).flatMap((vfb) => displayOf(typeOf(vfb), vfb, source))),
  write(target) {
    const { graphics = [] } = target.devices
    if (!isDevice(target) || graphics.length === 0) return []
    const vfbs = graphics.map((each) => ['device', ['vfb', ['type', each.type], ...displaySettings(each)]])
    return [['device', ['vkbd']], ...vfbs]
  },
}

/** `(vnc 1)...` in the image. What the daemon makes a device of as well is not told twice. */
export const imageDisplay: Part = {
  read(source) {
    if (devicesOf(source.domain, ['vfb']).length > 0) return {}
    const type = types.find((each) => isOn(text(source.image, each)))
    return finding(displayOf(type, source.image, withPort(source)))
  },
  write(target) {
    if (isDevice(target)) return []
    return (target.devices.graphics ?? []).flatMap((each) => inImage(each, target))
  },
}

function finding(graphics: readonly GraphicsConfig[]): Finding {
  return graphics.length === 0 ? {} : { devices: { graphics } }
}

function typeOf(vfb: Sxp): Type | undefined {
  const type = text(vfb, 'type')
  if (type === undefined) return types.find((each) => isOn(text(vfb, each)))
  return types.find((each) => each === type)
}

function displayOf(type: Type | undefined, settings: Sxp, { vncPort }: Source): readonly GraphicsConfig[] {
  return type === undefined ? [] : [displayFromSettings(type, (name) => text(settings, name), vncPort)]
}

/** Xen 3.0.2 gives each domain the port of its number. */
function withPort(source: Source): Source {
  const { configVersion, id, vncPort } = source
  if (configVersion >= 2 || id === undefined || vncPort !== undefined) return source
  return { ...source, vncPort: 5900 + id }
}

function inImage(graphics: GraphicsConfig, { configVersion }: Notation): readonly Sxp[] {
  const settings = displaySettings(graphics)
  const said = graphics.type === 'sdl' || configVersion >= 2
  return [[graphics.type, '1'], ...(said ? settings : [])]
}
