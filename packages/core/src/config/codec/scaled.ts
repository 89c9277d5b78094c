import { VirtError } from '../../errors/virt-error.js'
import { invalidArgument } from './errors.js'
import type { Value } from './values.js'

const prefixes = 'kmgtpe'

/** What a unit stands for in bytes, as `virScaleInteger`: `k` and `KiB` are 1024, `kB` is 1000, any case. */
function scaleOf(unit: string): number {
  const [, prefix = '', suffix = ''] = /^([kmgtpe]?)(ib|b|)$/i.exec(unit) ?? []
  if (prefix !== '')
    return (suffix.toLowerCase() === 'b' ? 1000 : 1024) ** (prefixes.indexOf(prefix.toLowerCase()) + 1)
  if (/^(?:b|bytes?)$/i.test(unit)) return 1
  throw invalidArgument(`unknown suffix '${unit}'`)
}

function bytes(text: string, unit: string): number | undefined {
  if (!/^\s*\+?\d+$/.test(text)) return undefined
  const value = Number(text) * scaleOf(unit)
  if (value < 2 ** 64) return value
  throw new VirtError('OVERFLOW', `value too large: ${text}${unit}`, { origin: 'DOMAIN' })
}

/** A size of which the type counts `unit`s, and which is written so; `assumed` is the unit that absence means. */
export function size(unit: string, assumed: string = unit): Value<number> {
  const scale = scaleOf(unit)
  return {
    read(text, given) {
      const value = bytes(text, given ?? assumed)
      return value === undefined ? undefined : Math.ceil(value / scale)
    },
    write: String,
    unit: { attribute: 'unit', of: () => unit },
  }
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** The largest unit that divides evenly, as `virFormatIntPretty`. */
function pretty(value: number): { value: number; unit: string } {
  let [rest, step] = [value, 0]
  while (rest !== 0 && rest % 1024 === 0 && step < units.length - 1) [rest, step] = [rest / 1024, step + 1]
  return { value: rest, unit: units[step] ?? 'B' }
}

/** KiB, written in the largest unit that divides evenly. */
export function prettySize(assumed: string): Value<number> {
  return {
    read: size('KiB', assumed).read,
    write: (value) => String(pretty(value * 1024).value),
    unit: { attribute: 'unit', of: (value) => pretty(value * 1024).unit },
  }
}

export const kib: Value<number> = size('KiB')
/** KiB, with the unit before it. */
export const unitFirst: Value<number> = { ...kib, unit: { attribute: 'unit', of: () => 'KiB', first: true } }
