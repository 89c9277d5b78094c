import { unsupported } from '@virt/xen-common'

/** `a=1,b=2,c` by name; a word alone has no value. */
export function optionsOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(',').map(optionOf))
}

/** Name and value of `name = value`. */
export function optionOf(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=')
  return equals < 0 ? [text.trim(), ''] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()]
}

export type Option = readonly [name: string, value: string | number | undefined]

/** Those that have a value, as {@link optionsOf} reads them. */
export function optionsText(options: readonly Option[]): string {
  return options
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${plain(String(value))}`]))
    .join(',')
}

/** A value that cannot be taken for more than one option. */
export function plain(value: string): string {
  if (/[,\n\0]|^\s|\s$/.test(value)) throw unsupported(`'${value}' cannot be written in a list of options`)
  return value
}
