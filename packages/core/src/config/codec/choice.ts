import type { Codec } from './codec.js'
import { xmlError } from './errors.js'

/** An element whose attribute `by` says which of several types it has. */
export function choice<T extends object, K extends string & keyof T>(
  name: string,
  by: K,
  kinds: { readonly [V in T[K] & string]: Codec<Extract<T, Readonly<Record<K, V>>>> },
): Codec<T> {
  const codecs = new Map<string | undefined, Codec<unknown>>(Object.entries(kinds))
  const codecOf = (kind: string | undefined): Codec<unknown> => {
    const codec = codecs.get(kind)
    if (codec !== undefined) return codec
    if (kind === undefined) throw xmlError(`Missing required attribute '${by}' in element '${name}'`)
    throw xmlError(`Invalid value for attribute '${by}' in element '${name}': '${kind}'.`)
  }
  return {
    name,
    decode: (element) => codecOf(element.attributes?.[by]).decode(element) as T,
    encode: (value) => codecOf(value[by] as string).encode(value),
  }
}
