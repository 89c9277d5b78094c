/** An option in QEMU's `key=value` syntax, taken apart. */
export interface KeyValues {
  /** What comes before the first `key=`: the type of a backend. */
  readonly head: string
  readonly values: Readonly<Record<string, string>>
}

/** `pty,id=charserial0` as its head and its values. A comma that is written twice belongs to a value. */
export function parseKeyValues(text: string): KeyValues {
  const [head = '', ...pairs] = text.match(/(?:[^,]|,,)+/g) ?? []
  const values = pairs.map((pair): [string, string] => {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
    return [key, value.replaceAll(',,', ',')]
  })
  return { head, values: Object.fromEntries(values) }
}
