import type { Group } from '../commands/catalogue.js'
import type { Alias, Command, Option } from '../parser/command.js'

const indented = (name: string, text: string): string => `    ${name.padEnd(30)} ${text}\n`

/** The commands of a group, one line each. */
export async function groupHelp({ name, keyword, commands }: Group): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = loaded.filter(({ hidden }) => !hidden).map((each) => indented(each.name, each.summary))
  return ` ${name} (help keyword '${keyword}'):\n${lines.join('')}`
}

interface Shown {
  readonly name: string
  readonly option: Option
  /** Whether an option before it may stand without its name, so that this one may have to be told apart. */
  readonly afterPositional: boolean
}

/** How an option stands in the synopsis, and in the list below it. */
const notations: Readonly<
  Record<Option['type'], { synopsis: (shown: Shown) => string; entry: (shown: Shown) => string }>
> = {
  bool: { synopsis: ({ name }) => `[--${name}]`, entry: ({ name }) => `--${name}` },
  int: {
    synopsis: ({ name, option }) => (option.required ? `<${name}>` : `[--${name} <number>]`),
    entry: ({ name, option }) => (option.required ? `[--${name}] <number>` : `--${name} <number>`),
  },
  string: { synopsis: ({ name }) => `[--${name} <string>]`, entry: ({ name }) => `--${name} <string>` },
  data: {
    synopsis: ({ name, option }) => (option.required ? `<${name}>` : `[<${name}>]`),
    entry: ({ name }) => `[--${name}] <string>`,
  },
  argv: {
    synopsis: ({ name, afterPositional }) =>
      afterPositional ? `[[--${name}] <string>]...` : `[<${name}>]...`,
    entry: ({ name, afterPositional }) => (afterPositional ? `[--${name}] <string>` : `<${name}>`),
  },
}

const isShown = (entry: [string, Option | Alias]): entry is [string, Option] => entry[1].type !== 'alias'

/** virsh's page about one command. */
export function commandHelp({ name, summary, description = summary, options }: Command): string {
  const listed = Object.entries(options).filter(isShown)
  const shown = listed.map(([each, option], index) => ({
    name: each,
    option,
    afterPositional: listed.slice(0, index).some(([, { type, named }]) => type !== 'bool' && !named),
  }))
  const synopsis = shown.map((each) => ` ${notations[each.option.type].synopsis(each)}`).join('')
  const entries = shown.map(
    (each) => `    ${notations[each.option.type].entry(each).padEnd(15)}  ${each.option.help}\n`,
  )
  return [
    `  NAME\n    ${name} - ${summary}\n`,
    `\n  SYNOPSIS\n    ${name}${synopsis}\n`,
    `\n  DESCRIPTION\n    ${description}\n`,
    entries.length > 0 ? `\n  OPTIONS\n${entries.join('')}` : '',
    '\n',
  ].join('')
}
