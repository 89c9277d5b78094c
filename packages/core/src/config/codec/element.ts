import type { Codec } from './codec.js'
import type { Field, SureField } from './fields.js'
import { layOut, type Layout } from './layout.js'
import { read } from './read.js'
import { write } from './write.js'

/** The rows of an element: one per field of its type, in libvirt's output order. A field that T promises needs a sure row. */
export type Fields<T> = {
  readonly [K in Exclude<keyof T, 'extra'>]-?: undefined extends T[K]
    ? Field<Exclude<T[K], undefined>>
    : SureField<T[K]>
}

export interface ElementOptions<T> {
  /** Written as start and end tag even when nothing is between them. */
  readonly open?: boolean
  /** Checks and defaults that look at several fields: gets what was read, answers what is kept. */
  readonly refine?: (value: T) => T
}

/**
 * The codec of an element: type, parser and formatter out of one definition. A row that is missing, or whose value does
 * not fit the type, does not compile.
 */
export function element<T extends object>(
  name: string,
  fields: Fields<T>,
  { open = false, refine = (value: T): T => value }: ElementOptions<T> = {},
): Codec<T> {
  let known: Layout | undefined
  const layout = (): Layout =>
    (known ??= layOut(name, fields as unknown as Readonly<Record<string, Field<unknown>>>, open))
  return {
    name,
    decode: (found) => refine(read(layout(), found) as T),
    encode: (value) => write(layout(), value as Readonly<Record<string, unknown>>),
  }
}
