import type { Codec } from './codec.js'

/** A codec that is defined later: for an element that may hold itself. */
export function lazy<T>(name: string, codec: () => Codec<T>): Codec<T> {
  return { name, decode: (element) => codec().decode(element), encode: (value) => codec().encode(value) }
}
