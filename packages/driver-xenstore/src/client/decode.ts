import { violation } from './errors.js'
import type { Decode } from './pending-request.js'

/** For answers that say no more than that it is done. */
export const nothing: Decode<void> = () => undefined

export const text: Decode<string> = (bytes, start, end) => bytes.toString('utf8', start, end)

export const bytes: Decode<Buffer> = (all, start, end) => Buffer.from(all.subarray(start, end))

/** Strings that each end with a NUL. */
export const strings: Decode<string[]> = (all, start, end) => {
  if (start === end) return []
  if (all[end - 1] !== 0) throw violation('the store sends a list that does not end with NUL')
  return all.toString('latin1', start, end - 1).split('\0')
}

/** One string that may end with a NUL. */
export const word: Decode<string> = (all, start, end) =>
  all.toString('latin1', start, end > start && all[end - 1] === 0 ? end - 1 : end)

export const truth: Decode<boolean> = (...all) => word(...all) === 'T'

export const number: Decode<number> = (...all) => {
  const digits = word(...all)
  if (!/^\d{1,10}$/.test(digits)) throw violation(`the store sends '${digits.slice(0, 20)}' for a number`)
  return Number(digits)
}
