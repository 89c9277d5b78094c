/** A value in QEMU's `key=value` syntax, where a comma in a value is written twice. */
export function escapeCommas(value: string): string {
  return value.replaceAll(',', ',,')
}

/** Values of one option; what is `undefined` is left out, booleans are `on` and `off`. */
export type Properties = Readonly<Record<string, string | number | boolean | undefined>>

/** `head,key=value,...`: `pty,id=charserial0`. */
export function keyValues(head: string, properties: Properties): string {
  return [head, ...Object.entries(properties).flatMap(pair)].filter(Boolean).join(',')
}

/** An option whose value is JSON, as `-device`, `-blockdev` and `-object` take it. Fields that are `undefined` are left out. `bigint`s are numbers of 64 bits. */
export function jsonOption(option: '-device' | '-blockdev' | '-object', value: object): readonly string[] {
  const text = JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? `${bigMark}${field}` : field,
  )
  return [option, text.replaceAll(bigNumber, '$1')]
}

/** Before the digits of a number that JavaScript's JSON cannot say. */
const bigMark = '\u0001'
const bigNumber = /"\\u0001(\d+)"/g

/** `on` or `off`; nothing for what was not said. */
export function onOff(value: boolean | undefined): 'on' | 'off' | undefined {
  if (value === undefined) return undefined
  return value ? 'on' : 'off'
}

function pair([key, value]: [string, string | number | boolean | undefined]): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'boolean') return [`${key}=${value ? 'on' : 'off'}`]
  return [`${key}=${typeof value === 'string' ? escapeCommas(value) : value}`]
}
