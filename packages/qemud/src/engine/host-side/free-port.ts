import { readFileSync } from 'node:fs'
import { firstSpicePort } from '../../command-line/graphics/spice.js'
import type { ManagedDomain } from '../domain.js'
import { hostFailure } from './failure.js'

const lastPort = 65535

/** The first port for a screen that nobody listens on and no running domain was promised. */
export function freePort(domains: readonly ManagedDomain[]): number {
  const screens = domains.flatMap(({ guest }) => guest?.config.devices?.graphics ?? [])
  const taken = new Set([...listeningPorts(), ...screens.map(({ port }) => port)])
  for (let port = firstSpicePort; port <= lastPort; port++) if (!taken.has(port)) return port
  throw hostFailure("Unable to find an unused port in range 'spice' (5900-65535)")
}

const listening = '0A'

function listeningPorts(): readonly number[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(portsOf)
}

function portsOf(table: string): readonly number[] {
  try {
    const lines = readFileSync(table, 'latin1').trim().split('\n').slice(1)
    const fields = lines.map((line) => line.trim().split(/\s+/))
    return fields.filter(([, , , state]) => state === listening).map(([, local = '']) => portOf(local))
  } catch {
    return []
  }
}

function portOf(address: string): number {
  return parseInt(address.slice(address.indexOf(':') + 1), 16)
}
