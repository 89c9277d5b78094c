import { type Sxp, text } from '../sxp/index.js'

/** The number of `(name number)`: plain, quoted, a float or a Python long; `undefined` when there is none. */
export function number(value: Sxp, name: string): number | undefined {
  const found = text(value, name)?.replace(/L$/, '')
  if (found === undefined || found.trim() === '') return undefined
  const parsed = Number(found)
  return Number.isFinite(parsed) ? parsed : undefined
}

/** The same, rounded down, and 0 when there is none. */
export const integer = (value: Sxp, name: string): number => Math.floor(number(value, name) ?? 0)

/** Seconds as nanoseconds. */
export const nanoseconds = (value: Sxp, name: string): number =>
  Math.round(Math.max(0, number(value, name) ?? 0) * 1e9)
