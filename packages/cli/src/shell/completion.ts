import { commandNames, findCommand } from '../commands/catalogue.js'
import type { Command, Option } from '../parser/command.js'
import { endOfCommand, type Token, wordsIn } from '../parser/tokens.js'
import type { Session } from '../session.js'

export interface Completed {
  /** Whole words that could stand in the place of `begun`. */
  readonly proposals: readonly string[]
  /** The last word of the line, as far as it is written. */
  readonly begun: string
}

/** Proposals for the end of a line: commands, options of the command, values of the option. */
export function complete(line: string, session: Session): Promise<Completed> {
  return completeWords(lastCommand(line), session)
}

/** The same for a command in words, the last of which is being written. */
export async function completeWords(words: readonly string[], session: Session): Promise<Completed> {
  const begun = words.at(-1) ?? ''
  const all = words.length <= 1 ? await names() : await inCommand(words, begun, session)
  return { proposals: all.filter((each) => each.startsWith(begun)), begun }
}

/** The words of the last command on the line; the last one is what is being written, be it empty. */
function lastCommand(line: string): string[] {
  const words: string[] = []
  try {
    for (const token of wordsIn(line)) take(words, token)
  } catch {
    return ['']
  }
  if (/(?:^|[\s;])$/.test(line)) words.push('')
  return words
}

function take(words: string[], token: Token): void {
  if (token === endOfCommand) words.length = 0
  else words.push(token.text)
}

async function names(): Promise<readonly string[]> {
  const commands = await Promise.all(commandNames.map(findCommand))
  return commands.flatMap((each) => (each && !each.hidden ? each.name : [])).sort()
}

async function inCommand(
  words: readonly string[],
  begun: string,
  session: Session,
): Promise<readonly string[]> {
  const command = await findCommand(words[0] ?? '')
  if (!command) return []
  const before = words.slice(1, -1)
  const previous = optionNamed(command, before.at(-1))
  if (previous && previous.type !== 'bool') return propose(previous, session, begun)
  if (begun.startsWith('-')) return optionNames(command, before)
  return propose(nextPositional(command, before), session, begun)
}

function optionNamed({ options }: Command, word = ''): Option | undefined {
  const name = word.startsWith('--') ? word.slice(2) : ''
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  return option?.type === 'alias' ? undefined : option
}

const optionNames = ({ options }: Command, before: readonly string[]): string[] =>
  Object.entries(options)
    .filter(([name, { type }]) => type !== 'alias' && (type === 'argv' || !before.includes(`--${name}`)))
    .map(([name]) => `--${name}`)

/** The option that the next word without a name would fill. */
function nextPositional(command: Command, before: readonly string[]): Option | undefined {
  const open = Object.entries(command.options).filter(
    (entry): entry is [string, Option] =>
      entry[1].type !== 'alias' &&
      entry[1].type !== 'bool' &&
      !entry[1].named &&
      !before.includes(`--${entry[0]}`),
  )
  const plain = before.filter((word, index) => {
    const owner = optionNamed(command, before[index - 1])
    return !word.startsWith('--') && (!owner || owner.type === 'bool')
  })
  const [, option] = open[Math.min(plain.length, open.length - 1)] ?? []
  return plain.length < open.length || option?.type === 'argv' ? option : undefined
}

/** Never an error: no proposals are the worst that can happen to somebody who presses a key. */
async function propose(
  option: Option | undefined,
  session: Session,
  begun: string,
): Promise<readonly string[]> {
  try {
    return (await option?.complete?.(session, begun)) ?? []
  } catch {
    return []
  }
}
