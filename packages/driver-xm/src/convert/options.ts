import { unsupported } from '@virt/xen-common'

/** `a=1,b=2,c` by name; a word alone has no value. */
export function optionsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map((option) => {
      const [, name = option.trim(), value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/s.exec(option) ?? []
      return [name, value] as const
    }),
  )
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
