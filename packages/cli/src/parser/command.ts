import type { Domain, Network } from '@virt/core'
import type { Session } from '../session.js'

/** What the user wrote for one option: all values in order; none for a flag. */
export interface Given {
  readonly name: string
  readonly values: readonly string[]
  /** The command it was given to. */
  readonly command: string
}

/** Proposals for a value of which `begun` is written already. */
export type Completion = (session: Session, begun: string) => Promise<readonly string[]> | readonly string[]

/**
 * One option of a command, in virsh's grammar.
 *
 * - `bool`: `--paused`; `int` and `string`: `--count 2`, `--count=2`, and by position unless `named`;
 * - `data`: usually by position (`<domain>`); `argv`: takes everything that is left, or is repeated.
 */
export interface Option<T = unknown> {
  readonly type: 'bool' | 'int' | 'string' | 'data' | 'argv'
  /** One line for `help COMMAND`. */
  readonly help: string
  readonly required?: boolean
  /** Only by name, never by position. */
  readonly named?: boolean
  readonly complete?: Completion
  /** From text to value. Throws a Failure with virsh's sentence. */
  readonly read: (given: Given | undefined, session: Session) => T | Promise<T>
}

/** Another name of an option, with a value of its own where one is set. Not shown in help. */
export interface Alias {
  readonly type: 'alias'
  readonly of: string
  readonly value?: string
}

export type Options = Readonly<Record<string, Option | Alias>>

/** The values that `run` receives, by option name. */
export type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never }

/**
 * A command, once: the parser, `help`, completion and the documentation are all derived from it.
 * The order of `options` is the order of positional data and of help.
 */
export interface Command<O extends Options = Options> {
  readonly name: string
  /** One line for `help`. */
  readonly summary: string
  /** Text of `help COMMAND`; absent: the summary. */
  readonly description?: string
  readonly options: O
  /** Runs without a connection. */
  readonly offline?: boolean
  /** Works, but is not listed. */
  readonly hidden?: boolean
  /** `false`: failed, and everything was said. Anything thrown is reported by the caller. */
  readonly run: (session: Session, values: Values<O>) => Promise<unknown> | boolean | undefined
}

/** Checks a definition; what comes out has its value types erased. */
export function command<const O extends Options>(definition: Command<O>): Command {
  return definition as unknown as Command
}

/** A domain or network that was looked up, and the words it was found by: virsh repeats these. */
export interface Found<T extends Domain | Network> {
  readonly it: T
  readonly given: string
}
