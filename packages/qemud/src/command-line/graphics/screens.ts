import type { GraphicsConfig } from '@virt/core/config'
import type { QmpRequest } from '../../qmp/commands.js'
import { unsupported, type Plan } from '../plan.js'
import { displayOptions } from './displays.js'
import { spiceOptions } from './spice.js'
import { vncOptions } from './vnc.js'

/** Every way to see the guest's screen. */
export function graphicsOptions(plan: Plan): readonly string[] {
  const { graphics = [] } = plan.config.devices ?? {}
  checkKinds(graphics)
  return [
    ...displayOptions(plan),
    ...graphics.flatMap((screen) => servers[screen.type]?.(plan, screen) ?? []),
    ...keymap(graphics),
  ]
}

const servers: Partial<Record<GraphicsConfig['type'], typeof vncOptions>> = {
  vnc: vncOptions,
  spice: spiceOptions,
}

function checkKinds(graphics: readonly GraphicsConfig[]): void {
  const kinds = graphics.map(({ type }) => type)
  if (new Set(kinds).size < kinds.length)
    throw unsupported('only 1 graphics device of each type (sdl, vnc, spice, headless, dbus) is supported')
}

function keymap(graphics: readonly GraphicsConfig[]): readonly string[] {
  const name = graphics.find((screen) => screen.keymap !== undefined)?.keymap
  return name === undefined ? [] : ['-k', name]
}

/** Passwords go over the monitor: anybody can read a command line. */
export function graphicsSetup({ config }: Plan): readonly QmpRequest[] {
  return (config.devices?.graphics ?? []).flatMap(
    ({ type: protocol, passwd: password, passwdValidTo, connected }) => [
      ...(password === undefined
        ? []
        : [{ execute: 'set_password', arguments: { protocol, password, connected } }]),
      ...(passwdValidTo === undefined ? [] : [expiry(protocol, passwdValidTo)]),
    ],
  )
}

function expiry(protocol: string, validTo: string): QmpRequest {
  const milliseconds = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(validTo) ? validTo : `${validTo}Z`)
  if (Number.isNaN(milliseconds)) throw unsupported(`cannot parse password validity time '${validTo}'`)
  return {
    execute: 'expire_password',
    arguments: { protocol, time: String(Math.floor(milliseconds / 1000)) },
  }
}
