/** The flags that were given. */
export const chosen = (flags: Readonly<Record<string, boolean>>): Record<string, true> =>
  Object.fromEntries(Object.entries(flags).flatMap(([name, set]) => (set ? [[name, true]] : [])))
