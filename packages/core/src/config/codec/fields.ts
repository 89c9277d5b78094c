import type { XmlElement } from '../xml/element.js'
import type { Codec } from './codec.js'
import { single } from './single.js'
import type { Value } from './values.js'

interface Row<V> {
  /** The value when the XML has none. */
  readonly fallback?: V
  /** Whether the field is there after every successful parse. */
  readonly sure?: boolean
  /** A value that is the same as nothing: neither kept nor written. */
  readonly silent?: V
}

/** An attribute of the element (`name`), or its own text. */
export interface ScalarField<V> extends Row<V> {
  readonly kind: 'attribute' | 'content'
  readonly name: string
  readonly value: Value<V>
}

/** A child element, or all of one name. */
export interface ChildField<V> extends Row<V> {
  readonly kind: 'child'
  readonly name: string
  readonly codec: Codec<unknown>
  readonly list: boolean
  /** Whether the field is the `value` of what the codec reads, instead of the whole. */
  readonly plain: boolean
  /** The attribute of the parent that says how many there are: computed, never read. */
  readonly count?: string
}

/** One row of an element's definition: where in the XML a field of type V is, in both directions. */
export type Field<V> = ScalarField<V> | ChildField<V>

export type SureField<V> = Field<V> & { readonly sure: true }

export function attribute<V>(name: string, value: Value<V>): ScalarField<V> {
  return { kind: 'attribute', name, value }
}

/** The text of the element itself. */
export function content<V>(value: Value<V>): ScalarField<V> {
  return { kind: 'content', name: '', value }
}

/** A child element that has fields of its own. */
export function child<V>(codec: Codec<V>): ChildField<V> {
  return { kind: 'child', name: codec.name, codec, list: false, plain: false }
}

/** All child elements of one name. */
export function children<V>(codec: Codec<V>): ChildField<readonly V[]> {
  return { kind: 'child', name: codec.name, codec, list: true, plain: false }
}

/** A child element that holds one thing: `<name>x</name>`, `<alias name='x'/>`, `<perf>` and its rows. */
export function plain<V>(name: string, field: Field<V>): ChildField<V> {
  return { kind: 'child', name, codec: single(name, field), list: false, plain: true }
}

/** All of one name that hold one thing each: `<initarg>a</initarg><initarg>b</initarg>`. */
export function plains<V>(name: string, field: Field<V>): ChildField<readonly V[]> {
  return { kind: 'child', name, codec: single(name, field), list: true, plain: true }
}

/** An empty element that says yes by being there: `<readonly/>`. */
export function flag(name: string): ChildField<boolean> {
  return silent(plain(name, fallback(content({ read: () => true, write: () => '' }), true)), false)
}

/** All child elements of one name, and their number in an attribute of the parent. */
export function counted<V>(count: string, codec: Codec<V>): ChildField<readonly V[]> {
  return { ...children(codec), count }
}

/** A child element kept as it is. */
export function raw(name: string): ChildField<XmlElement> {
  return child({ name, decode: (found) => found, encode: (kept) => kept })
}

/** Refused when the XML has none. */
export function required<V>(field: Field<V>): SureField<V> {
  return { ...field, sure: true }
}

/** `value` when the XML has none. */
export function fallback<V>(field: Field<V>, value: NoInfer<V>): SureField<V> {
  return { ...field, sure: true, fallback: value }
}

/** Neither kept nor written when it is `value`. */
export function silent<V, F extends Field<V>>(field: F & Field<V>, value: V): F {
  return { ...field, silent: value }
}
