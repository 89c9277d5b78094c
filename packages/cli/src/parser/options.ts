import type { Completion, Given, Option } from './command.js'
import { Failure } from './failure.js'
import { parseInteger, parseScaled } from './numbers.js'

interface Traits {
  /** Only by name, never by position. */
  readonly named?: boolean
  readonly complete?: Completion
  /** Takes `''`. */
  readonly emptyAllowed?: boolean
}

const largestInt = 2 ** 31 - 1
const largestUnsigned = 2 ** 32 - 1

/** `--name`. */
export const bool = (help: string): Option<boolean> => ({
  type: 'bool',
  help,
  read: (given) => given !== undefined,
})

function textOf(given: Given, { emptyAllowed }: Traits): string {
  const text = given.values[0] ?? ''
  if (text === '' && !emptyAllowed)
    throw new Failure(`Failed to get option '${given.name}': Option argument is empty`)
  return text
}

/** `--name <string>`. */
export const string = (help: string, traits: Traits = {}): Option<string | undefined> => ({
  type: 'string',
  help,
  named: traits.named,
  complete: traits.complete,
  read: (given) => given && textOf(given, traits),
})

/** `<name>`: must be given. */
export const data = (help: string, traits: Traits = {}): Option<string> => ({
  type: 'data',
  help,
  required: true,
  complete: traits.complete,
  read: (given) => textOf(given as Given, traits),
})

/** Everything that is left. */
export const argv = (help: string, traits: Traits = {}): Option<readonly string[]> => ({
  type: 'argv',
  help,
  complete: traits.complete,
  read: (given) => given?.values ?? [],
})

const numeric =
  (min: number, max: number) =>
  (given: Given | undefined): number | undefined =>
    given && parseInteger(given.values[0] ?? '', given.name, min, max)

/** `--name <number>`, signed. */
export const int = (help: string): Option<number | undefined> => ({
  type: 'int',
  help,
  read: numeric(-largestInt - 1, largestInt),
})

/** `--name <number>`, not negative. */
export const unsigned = (help: string): Option<number | undefined> => ({
  type: 'int',
  help,
  read: numeric(0, largestUnsigned),
})

/** `<name>`: a number that is not negative and must be given. */
export const requiredUnsigned = (help: string): Option<number> => ({
  type: 'int',
  help,
  required: true,
  read: (given) => numeric(0, largestUnsigned)(given) as number,
})

const kibOf = ({ values, name }: Given): number =>
  Number((parseScaled(values[0] ?? '', name, 1024) + 1023n) / 1024n)

/** `<name>`: a size with unit, in KiB (the default unit), rounded up. */
export const requiredKib = (help: string): Option<number> => ({
  type: 'int',
  help,
  required: true,
  read: (given) => kibOf(given as Given),
})

/** `--name <number>`: the same, and may be left out. */
export const kib = (help: string): Option<number | undefined> => ({
  type: 'int',
  help,
  read: (given) => given && kibOf(given),
})

/** `<name>`: a size with unit, KiB where there is none and no other `scale` is said, in bytes. */
export const requiredBytes = (help: string, scale = 1024): Option<number> => ({
  type: 'int',
  help,
  required: true,
  read: (given) => Number(parseScaled(given?.values[0] ?? '', given?.name ?? '', scale)),
})

/** `--name <number>`: a size with unit, bytes where there is none. */
export const bytes = (help: string): Option<number | undefined> => ({
  type: 'int',
  help,
  read: (given) =>
    given && Number(parseScaled(given.values[0] ?? '', given.name, 1, BigInt(Number.MAX_SAFE_INTEGER))),
})

/** `--name <number>`: seconds, as milliseconds. */
export const seconds = (help: string): Option<number | undefined> => ({
  type: 'int',
  help,
  read: (given) =>
    given && 1000 * parseInteger(given.values[0] ?? '', given.name, 1, Math.floor(largestInt / 1000)),
})
