import { Failure } from './failure.js'
import { parseInteger } from './numbers.js'

/** What stands before the command. */
export interface ProgramOptions {
  readonly connect?: string
  readonly readOnly: boolean
  readonly quiet: boolean
  readonly timing: boolean
  /** 0 (everything) to 4 (nothing). */
  readonly debug: number
  readonly log?: string
  readonly escape: string
  /** Ends the program after its text. */
  readonly show?: 'help' | 'version' | 'long version'
  /** The command. */
  readonly rest: readonly string[]
}

interface Definition {
  readonly letter: string
  readonly argument?: 'required' | 'optional'
}

const definitions: Readonly<Record<string, Definition>> = {
  connect: { letter: 'c', argument: 'required' },
  debug: { letter: 'd', argument: 'required' },
  escape: { letter: 'e', argument: 'required' },
  help: { letter: 'h' },
  'keepalive-interval': { letter: 'k', argument: 'required' },
  'keepalive-count': { letter: 'K', argument: 'required' },
  log: { letter: 'l', argument: 'required' },
  quiet: { letter: 'q' },
  readonly: { letter: 'r' },
  timing: { letter: 't' },
  version: { letter: 'v', argument: 'optional' },
}

interface Collected {
  name: string
  value?: string
}

/** The options before the command, as getopt reads them: bundled letters, `--name=value`, unambiguous abbreviations. */
export function parseProgramOptions(argv: readonly string[]): ProgramOptions {
  const collected: Collected[] = []
  let at = 0
  for (; at < argv.length; at++) {
    const word = argv[at] as string
    if (word === '--') return settle(collected, argv.slice(at + 1))
    if (!word.startsWith('-') || word === '-') break
    const found = word.startsWith('--') ? long(word) : short(word)
    const last = found.at(-1)
    if (last && last.value === undefined && definitions[last.name]?.argument === 'required') {
      last.value = argv[++at]
      if (last.value === undefined)
        throw new Failure(`option '${shown(word, last.name)}' requires an argument`)
    }
    collected.push(...found)
  }
  return settle(collected, argv.slice(at))
}

const shown = (word: string, name: string): string =>
  word.startsWith('--') ? `--${name}` : `-${definitions[name]?.letter ?? ''}`

function long(word: string): Collected[] {
  const [, written = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? []
  const names = Object.keys(definitions)
  const matches = names.includes(written) ? [written] : names.filter((name) => name.startsWith(written))
  const [name] = matches
  if (name === undefined || matches.length > 1 || (value !== undefined && !definitions[name]?.argument))
    throw new Failure(`unsupported option '${word}'. See --help.`)
  return [{ name, value }]
}

function short(word: string): Collected[] {
  const collected: Collected[] = []
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] as string
    if (letter === 'V') {
      collected.push({ name: 'version', value: 'long' })
      continue
    }
    const [name, definition] = Object.entries(definitions).find(([, each]) => each.letter === letter) ?? []
    if (name === undefined) throw new Failure(`unsupported option '-${letter}'. See --help.`)
    if (definition?.argument !== 'required') collected.push({ name })
    else return [...collected, { name, value: word.slice(at + 1) || undefined }]
  }
  return collected
}

function settle(collected: readonly Collected[], rest: readonly string[]): ProgramOptions {
  const last = (name: string): string | undefined => collected.findLast((each) => each.name === name)?.value
  const has = (name: string): boolean => collected.some((each) => each.name === name)
  const number = (name: string): number | undefined => {
    const value = last(name)
    return value === undefined ? undefined : numberOf(name, value)
  }
  number('keepalive-interval')
  number('keepalive-count')
  return {
    connect: last('connect'),
    readOnly: has('readonly'),
    quiet: has('quiet'),
    timing: has('timing'),
    debug: Math.min(number('debug') ?? 4, 4),
    log: last('log'),
    escape: last('escape') ?? '^]',
    show: has('help') ? 'help' : has('version') ? versionKind(last('version')) : undefined,
    rest,
  }
}

function numberOf(name: string, value: string): number {
  try {
    return parseInteger(value, name, 0, 2 ** 31 - 1)
  } catch {
    throw new Failure(`option --${name} requires a numeric argument`)
  }
}

function versionKind(value: string | undefined): 'version' | 'long version' {
  if (value === undefined || value === 'short') return 'version'
  if (value === 'long') return 'long version'
  throw new Failure(`unsupported option '--version=${value}'. See --help.`)
}
