import { VirtError } from '@virt/core'
import { Failure } from './failure.js'

const whole = /^\s*[-+]?\d+$/

/** A decimal integer between two bounds, in virsh's words when it is not one. */
export function parseInteger(text: string, option: string, min: number, max: number): number {
  const value = whole.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new Failure(`Numeric value '${text}' for <${option}> option is malformed or out of range`)
}

const bytes = /^(?:b|bytes?)$/i
const units = 'kmgtpe'
const largest = 2n ** 64n - 1n

/** A size such as `512`, `1GiB`, `200MB`, in bytes; without a unit it is multiplied by `scale`. */
export function parseScaled(text: string, option: string, scale: number, max: bigint = largest): bigint {
  const sentence = `Scaled numeric value '${text}' for <${option}> option is malformed or out of range`
  const [, digits, suffix = ''] = /^\s*\+?(\d+)([\s\S]*)$/.exec(text) ?? []
  if (digits === undefined || BigInt(digits) > largest) throw new Failure(sentence)
  try {
    return scaled(BigInt(digits), suffix, scale, max)
  } catch (cause) {
    throw new Failure(sentence, { cause })
  }
}

function scaled(value: bigint, suffix: string, scale: number, max: bigint): bigint {
  const factor = suffix === '' ? BigInt(scale) : factorOf(suffix)
  if (value > 0n && value > max / factor)
    throw new VirtError('OVERFLOW', `value too large: ${value}${suffix}`)
  return value * factor
}

function factorOf(suffix: string): bigint {
  if (bytes.test(suffix)) return 1n
  const [, unit = '', rest = ''] = /^([kmgtpe])(|ib|b)$/i.exec(suffix) ?? []
  if (unit === '') throw new VirtError('INVALID_ARG', `unknown suffix '${suffix}'`)
  const base = rest.toLowerCase() === 'b' ? 1000n : 1024n
  return base ** BigInt(units.indexOf(unit.toLowerCase()) + 1)
}
