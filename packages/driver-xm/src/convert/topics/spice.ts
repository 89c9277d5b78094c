import type { GraphicsConfig } from '@virt/core/config'
import type { Settings } from '../settings.js'
import type { Entries, Topic } from '../topic.js'

/** The SPICE display, which a guest has beside or instead of the others. */
export const spice: Topic = {
  keys: [
    'spice',
    'spicehost',
    'spiceport',
    'spicetls_port',
    'spicedisable_ticketing',
    'spicepasswd',
    'spiceagent_mouse',
    'spicevdagent',
    'spice_clipboard_sharing',
  ],
  read: (settings, { guest }) =>
    guest === 'hvm' && settings.flag('spice') ? { devices: { graphics: [displayOf(settings)] } } : {},
  write({ devices }) {
    const displays = devices?.graphics ?? []
    const display = displays.find(({ type }) => type === 'spice')
    if (display === undefined) return {}
    return { ...(displays.length === 1 && { sdl: 0, vnc: 0 }), ...displayEntries(display) }
  },
}

function displayOf(settings: Settings): GraphicsConfig {
  const [port, tlsPort] = [settings.number('spiceport'), settings.number('spicetls_port')]
  return {
    type: 'spice',
    ...(port ? { port } : {}),
    ...(tlsPort ? { tlsPort } : {}),
    autoport: !port && !tlsPort,
    listen: settings.text('spicehost'),
    passwd: settings.flag('spicedisable_ticketing') ? undefined : settings.text('spicepasswd'),
    mouse: { mode: settings.flag('spiceagent_mouse') ? 'client' : 'server' },
    clipboard: { copypaste: settings.flag('spice_clipboard_sharing') ?? false },
  }
}

function displayEntries(display: GraphicsConfig): Entries {
  const { listen, listens, port, tlsPort, autoport, passwd, mouse, clipboard } = display
  const fixed = autoport !== true
  const agent = { spicevdagent: 1 }
  const client = mouse?.mode === 'client'
  return {
    spice: 1,
    spicehost: listen ?? listens?.find(({ type }) => type === 'address')?.address,
    spiceport: fixed && port !== undefined && port > 0 ? port : undefined,
    spicetls_port: fixed && tlsPort !== undefined && tlsPort > 0 ? tlsPort : undefined,
    spicedisable_ticketing: Number(passwd === undefined),
    spicepasswd: passwd,
    spiceagent_mouse: mouse && Number(client),
    ...(client && agent),
    ...(clipboard?.copypaste && { spice_clipboard_sharing: 1, ...agent }),
  }
}
