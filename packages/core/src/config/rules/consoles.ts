import { isDeepStrictEqual } from 'node:util'
import { unsupported } from '../codec/errors.js'
import type { ChardevBackend } from '../devices/chardev.js'
import type { ConsoleConfig, SerialConfig } from '../devices/lines.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/**
 * The first console of a fully virtualized guest is its first serial port by another name (`virDomainDefAddConsoleCompat`):
 * whichever of the two is missing is filled in from the other.
 */
export function completeConsoles(domain: Draft<DomainConfig>): void {
  numberPorts(domain)
  const { devices, os } = domain
  if (devices === undefined || os.type.name !== 'hvm') return
  const { consoles = [], serials = [] } = devices
  if (consoles.slice(1).some(({ target }) => target?.type === 'serial'))
    throw unsupported('Only the first console can be a serial port')
  const [first] = consoles
  if (first !== undefined && !isSerial(first)) return
  const serial = serials[0] ?? (first && serialOf(first))
  if (serial === undefined) return
  domain.devices = {
    ...devices,
    serials: [serial, ...serials.slice(1)],
    consoles: [consoleOf(serial, first), ...consoles.slice(1)],
  }
}

function isSerial({ target }: ConsoleConfig): boolean {
  return target?.type === undefined || target.type === 'serial'
}

function backendOf({ type, sources, protocol, log }: ChardevBackend): ChardevBackend {
  return { type, ...(sources && { sources }), ...(protocol && { protocol }), ...(log && { log }) }
}

function serialOf(console: ConsoleConfig): SerialConfig {
  return { ...backendOf(console), target: { port: 0 } }
}

function consoleOf(serial: SerialConfig, written: ConsoleConfig | undefined): ConsoleConfig {
  const target = { type: 'serial', port: serial.target?.port ?? 0 } as const
  if (written !== undefined && isDeepStrictEqual(backendOf(written), backendOf(serial)))
    return { ...written, target: { ...written.target, ...target } }
  return { ...backendOf(serial), ...(serial.alias !== undefined && { alias: serial.alias }), target }
}

const kinds = ['serials', 'parallels', 'consoles'] as const

/** A port for each line that has none: the one above the highest. */
function numberPorts(domain: Draft<DomainConfig>): void {
  for (const kind of kinds) {
    const lines = domain.devices?.[kind] as readonly SerialConfig[] | undefined
    if (lines === undefined) continue
    let next = Math.max(-1, ...lines.map(({ target }) => target?.port ?? -1)) + 1
    const numbered = lines.map((line) =>
      line.target?.port === undefined ? { ...line, target: { ...line.target, port: next++ } } : line,
    )
    domain.devices = { ...domain.devices, [kind]: numbered }
  }
}
