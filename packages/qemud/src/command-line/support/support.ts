/**
 * What of a configuration is honoured: `true` for any value, `'ignored'` for what means nothing to QEMU and so may hold
 * anything, a list for some values, an object for some fields. Whatever is not in it is refused by name.
 */
export type Support<T> =
  | true
  | 'ignored'
  | (NonNullable<T> extends readonly (infer Item)[]
      ? Support<Item>
      : NonNullable<T> extends object
        ? { readonly [K in keyof NonNullable<T>]?: Support<NonNullable<T>[K]> }
        : readonly NonNullable<T>[])
