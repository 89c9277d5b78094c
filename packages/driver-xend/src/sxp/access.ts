import type { Sxp } from './sxp.js'

/** The first `(name ...)` in a list, its name included. */
export function child(value: Sxp, name: string): readonly Sxp[] | undefined {
  return children(value, name)[0]
}

/** Every `(name ...)` in a list, their names included. */
export function children(value: Sxp, name: string): readonly (readonly Sxp[])[] {
  if (typeof value === 'string') return []
  return value.filter((item): item is readonly Sxp[] => typeof item !== 'string' && item[0] === name)
}

/**
 * The single atom of the first `(name atom)` in a list. Empty for `(name )`, which is how daemons before 4.1 write the empty
 * string; absent if there is no such item, or its value is a list or several.
 */
export function text(value: Sxp, name: string): string | undefined {
  const found = child(value, name)
  if (found === undefined || found.length > 2) return undefined
  const [, atom = ''] = found
  return typeof atom === 'string' ? atom : undefined
}
