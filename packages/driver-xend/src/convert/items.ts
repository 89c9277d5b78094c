import { child, children, text, type Sxp } from '../sxp/index.js'

/** The atom of `(name atom)`, which an older daemon writes even when it is empty: then there is none. */
export function word(value: Sxp, name: string): string | undefined {
  return text(value, name) || undefined
}

/** `(name atom)`, if there is an atom. */
export function item(name: string, value: string | number | undefined): readonly Sxp[] {
  return value === undefined ? [] : [[name, String(value)]]
}

/** The insides of every `(device (kind ...))` of the kinds asked for. */
export function devicesOf(domain: Sxp, kinds: readonly string[]): readonly (readonly Sxp[])[] {
  return children(domain, 'device').flatMap((device) =>
    kinds.flatMap((kind) => {
      const inside = child(device, kind)
      return inside === undefined ? [] : [inside]
    }),
  )
}
