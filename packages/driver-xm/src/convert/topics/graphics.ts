import type { GraphicsConfig } from '@virt/core/config'
import { displayFromSettings, displaySettings, isOn, unsupported } from '@virt/xen-common'
import { optionsOf, optionsText } from '../options.js'
import type { Settings } from '../settings.js'
import type { Entries, Form, Topic } from '../topic.js'

const settingKeys = ['vncunused', 'vncdisplay', 'vnclisten', 'vncpasswd', 'keymap', 'display', 'xauthority']

/** VNC and SDL: a device of its own for paravirtual guests since Xen 3.0.4, else settings of the guest. */
export const graphics: Topic = {
  keys: ['sdl', 'vnc', ...settingKeys, 'vfb'],
  read(settings, form) {
    const devices = devicesOf(settings)
    const others = settingsOf(settings).filter(({ type }) => !devices.some((device) => device.type === type))
    const all = [...devices, ...others]
    const displays = isDevice(form) ? all : all.sort((a, b) => b.type.localeCompare(a.type))
    return displays.length === 0 ? {} : { devices: { graphics: displays } }
  },
  write({ devices }, form) {
    const displays = (devices?.graphics ?? []).filter(({ type }) => form.dialect === 'xm' || type !== 'spice')
    if (displays.length === 0) return {}
    return isDevice(form) ? { vfb: displays.map(deviceText) } : settingEntries(displays)
  },
}

function isDevice({ guest, version }: Form): boolean {
  return guest !== 'hvm' && version >= 3
}

function devicesOf(settings: Settings): GraphicsConfig[] {
  return settings.texts('vfb').map((text) => {
    const options = optionsOf(text)
    const sdl = options.get('type') === 'sdl' || isOn(options.get('sdl'))
    return displayFromSettings(sdl ? 'sdl' : 'vnc', (name) => options.get(name))
  })
}

function deviceText(display: GraphicsConfig): string {
  return optionsText([['type', display.type], ...displaySettings(display)])
}

/** A port that nobody uses, counted from `vncdisplay`, unless that is switched off. */
const usual: Readonly<Record<string, string>> = { vncunused: '1' }

function settingsOf(settings: Settings): GraphicsConfig[] {
  const types = (['vnc', 'sdl'] as const).filter((type) => settings.flag(type))
  return types.map((type) => displayFromSettings(type, (name) => settings.text(name) ?? usual[name]))
}

const numeric = new Set(['vncunused', 'vncdisplay'])

function settingEntries(displays: readonly GraphicsConfig[]): Entries {
  const has = (wanted: string): number => displays.filter(({ type }) => type === wanted).length
  if (has('vnc') > 1 || has('sdl') > 1) throw unsupported('only one display of each type is supported')
  const settings = displays
    .flatMap(displaySettings)
    .map(([name, value]) => [name, numeric.has(name) ? Number(value) : value] as const)
  return { sdl: has('sdl'), vnc: has('vnc'), ...Object.fromEntries(settings) }
}
