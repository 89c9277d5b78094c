import type { Codec } from './codec.js'
import { element } from './element.js'
import type { Field } from './fields.js'
import type { Unknowns } from './unknowns.js'

/** What the codec of a plain child reads: its one value, and whatever unknown stood beside it. */
export interface Single<V> extends Unknowns {
  readonly value?: V
}

export function single<V>(name: string, field: Field<V>): Codec<Single<V>> {
  return element<Single<unknown>>(name, { value: field as Field<unknown> }) as Codec<Single<V>>
}
