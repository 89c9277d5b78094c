import type { Option } from '../../parser/command.js'

/** Values that were given for options, by the names that libvirt has for the same. */
export function givenParameters(
  options: Readonly<Record<string, Option>>,
  values: Readonly<Record<string, unknown>>,
): Record<string, number> {
  const given = Object.keys(options).map((option) => [option.replaceAll('-', '_'), values[option]] as const)
  return Object.fromEntries(given.filter((each): each is [string, number] => each[1] !== undefined))
}

export const parameterLine = (name: string, value: string | number): string =>
  `${name.padEnd(15)}: ${value}\n`
