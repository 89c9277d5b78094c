import type { Alias, Command, Given, Option } from './command.js'
import { Failure } from './failure.js'
import { endOfCommand, type Token } from './tokens.js'

/** A command with what was given to it, ready to run. */
export interface Invocation {
  readonly command: Command
  readonly given: ReadonlyMap<string, Given>
}

export interface ParseHost {
  readonly find: (name: string) => Promise<Command | undefined>
  /** Why there is no such command, where that can be told. */
  readonly why: (name: string) => string | undefined
  /** Tells `-d` what each word was taken for. */
  readonly trace: (text: string) => void
}

/** All commands of a line. One mistake anywhere, and none of them is run. */
export async function parse(tokens: Iterator<Token, void>, host: ParseHost): Promise<Invocation[]> {
  const invocations: Invocation[] = []
  const words = new Words(tokens)
  while (!words.atEnd) {
    words.nextCommand()
    const name = words.next()
    if (name === undefined) continue
    if (name.startsWith('#')) words.skipCommand()
    else invocations.push(await parseOne(name, words, host))
  }
  return invocations
}

async function parseOne(name: string, words: Words, host: ParseHost): Promise<Invocation> {
  const command = await host.find(name)
  if (!command) {
    const why = host.why(name)
    throw new Failure(`unknown command: '${name}'${why === undefined ? '' : `: ${why}`}`)
  }
  const reader = new OptionReader(command, host.trace)
  for (let word = words.next(); word !== undefined; word = words.next()) reader.take(word, words)
  const help = reader.wantsHelp ? await host.find('help') : undefined
  if (help)
    return {
      command: help,
      given: new Map([['command', { name: 'command', values: [name], command: 'help' }]]),
    }
  reader.checkComplete()
  return { command, given: reader.given }
}

/** The words of one command after the other. */
class Words {
  readonly #tokens: Iterator<Token, void>
  #last: Token | undefined
  atEnd = false

  constructor(tokens: Iterator<Token, void>) {
    this.#tokens = tokens
  }

  /** The next word of this command. */
  next(): string | undefined {
    if (this.atEnd || this.#last === endOfCommand) return undefined
    const { done, value } = this.#tokens.next()
    this.atEnd = done === true
    this.#last = value ?? undefined
    return value === undefined || value === endOfCommand ? undefined : value.text
  }

  nextCommand(): void {
    this.#last = undefined
  }

  skipCommand(): void {
    while (this.next() !== undefined);
  }
}

class OptionReader {
  readonly given = new Map<string, Given & { readonly values: string[] }>()
  wantsHelp = false
  readonly #command: Command
  readonly #trace: (text: string) => void
  /** Options that positional data may still fill, in order. */
  readonly #positional: string[]
  #dataOnly = false

  constructor(command: Command, trace: (text: string) => void) {
    this.#command = command
    this.#trace = trace
    this.#positional = Object.entries(command.options)
      .filter(([, option]) => option.type !== 'bool' && option.type !== 'alias' && !option.named)
      .map(([name]) => name)
  }

  take(word: string, words: Words): void {
    if (!this.#dataOnly && word === '--') this.#dataOnly = true
    else if (!this.#dataOnly && /^--[a-z0-9]/i.test(word)) this.#takeNamed(word, words)
    else this.#takeData(word)
  }

  checkComplete(): void {
    const missing = Object.entries(this.#command.options).filter(
      ([name, option]) => option.type !== 'alias' && option.required && !this.given.has(name),
    )
    if (missing.length === 0) return
    const complaints = missing.map(([name, { type }]) => {
      const shown = type === 'data' || type === 'argv' ? `<${name}>` : `--${name}`
      return `command '${this.#command.name}' requires ${shown} option`
    })
    throw new Failure(complaints.join('\nerror: '))
  }

  #takeNamed(word: string, words: Words): void {
    const [, written = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? []
    if (written === 'help') return void (this.wantsHelp = true)
    const found = this.#resolve(written, value)
    if (!found) return
    const { name, option, preset } = found
    if (option.type === 'bool') {
      if (preset !== undefined) throw new Failure(`invalid '=' after option --${written}`)
      this.#save(name, option)
      return
    }
    const data = preset ?? words.next()
    if (data === undefined)
      throw new Failure(`expected syntax: --${name} <${option.type === 'int' ? 'number' : 'string'}>`)
    if (option.type !== 'argv') this.#unlist(name)
    this.#save(name, option, data)
  }

  #resolve(written: string, value?: string): { name: string; option: Option; preset?: string } | undefined {
    const found = this.#lookUp(written)
    if (!found) {
      if (this.#command.name === 'help') return undefined
      throw new Failure(`command '${this.#command.name}' doesn't support option --${written}`)
    }
    if (found.type !== 'alias') return this.#unseen(written, found, value)
    if (found.value !== undefined && value !== undefined)
      throw new Failure(`invalid '=' after option --${written}`)
    return this.#resolve(found.of, found.value ?? value)
  }

  #unseen(name: string, option: Option, preset?: string): { name: string; option: Option; preset?: string } {
    if (option.type !== 'argv' && this.given.has(name)) throw new Failure(`option --${name} already seen`)
    return { name, option, preset }
  }

  #takeData(word: string): void {
    const name = this.#positional[0]
    const option = name === undefined ? undefined : this.#lookUp(name)
    if (name === undefined || !option || option.type === 'alias') {
      if (this.#command.name === 'help') return
      throw new Failure(`unexpected data '${word}'`)
    }
    if (option.type !== 'argv') this.#unlist(name)
    this.#save(name, option, word)
  }

  #lookUp(name: string): Option | Alias | undefined {
    return Object.hasOwn(this.#command.options, name) ? this.#command.options[name] : undefined
  }

  #unlist(name: string): void {
    const index = this.#positional.indexOf(name)
    if (index >= 0) this.#positional.splice(index, 1)
  }

  #save(name: string, option: Option, value?: string): void {
    const { name: command } = this.#command
    const saved = this.given.get(name) ?? { name, values: [], command }
    if (value !== undefined) saved.values.push(value)
    this.given.set(name, saved)
    const kind = option.type === 'bool' ? 'bool' : 'optdata'
    this.#trace(`${command}: ${name}(${kind}): ${value ?? '(none)'}`)
  }
}
