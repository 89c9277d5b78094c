import { formatValue, type ConfigValue } from './value.js'

/** A statement, with the comment behind it; or, without a key, a comment on a line of its own. */
export interface ConfigEntry {
  readonly key?: string
  /** `+=` adds to the value that the key has. Absent: `=`. */
  readonly operator?: '=' | '+='
  readonly value?: ConfigValue
  /** What follows the `#`. */
  readonly comment?: string
}

/** The text of a file in libvirt's normal form (`virConfWriteMem`): a line for each entry, no empty lines. */
export function formatConfigFile(entries: Iterable<ConfigEntry>): string {
  let text = ''
  for (const entry of entries) text += `${formatEntry(entry)}\n`
  return text
}

function formatEntry({ key, operator = '=', value = '', comment }: ConfigEntry): string {
  const remark = comment === undefined ? [] : [`#${comment}`]
  return [...(key === undefined ? [] : [`${key} ${operator} ${formatValue(value)}`]), ...remark].join(' ')
}
