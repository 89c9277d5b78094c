import { Failure } from './failure.js'

/** A word of a command, or the end of a command. */
export type Token = { readonly text: string } | typeof endOfCommand

export const endOfCommand: unique symbol = Symbol('end of command')

/** Several shell arguments are one command, taken as they are. */
export function* wordsOf(argv: readonly string[]): Generator<Token, void> {
  for (const text of argv) yield { text }
}

const blank = /[ \t]*/y
const comment = /#[^\n]*/y
const plain = /[^ \t\n;'"\\]+/y

/** One argument is a script: commands end at `;` and newlines, words are quoted as in a shell, `#` begins a comment. */
export function* wordsIn(script: string): Generator<Token, void> {
  let at = 0
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const [text = ''] = pattern.exec(script) ?? []
    at += text.length
    return text
  }
  for (;;) {
    skip(blank)
    skip(comment)
    const next = script[at]
    if (next === undefined) return
    if (next === '\n' || next === ';') {
      at++
      yield endOfCommand
    } else {
      const word = readWord(script, at, skip)
      at = word.end
      yield { text: word.text }
    }
  }
}

function readWord(
  script: string,
  start: number,
  skip: (pattern: RegExp) => string,
): { text: string; end: number } {
  let text = skip(plain)
  let at = start + text.length
  for (;;) {
    const piece = readPiece(script, at)
    if (!piece) return { text, end: at }
    text += piece.text
    at = piece.end
  }
}

/** The next part of a word: a quoted string, an escaped character, a plain one; nothing at the word's end. */
function readPiece(script: string, at: number): { text: string; end: number } | undefined {
  const first = script[at]
  if (first === undefined || ' \t\n;'.includes(first)) return undefined
  if (first === "'") return readSingleQuoted(script, at + 1)
  if (first === '"') return readDoubleQuoted(script, at + 1)
  if (first === '\\') return readEscaped(script, at + 1)
  return { text: first, end: at + 1 }
}

function readSingleQuoted(script: string, from: number): { text: string; end: number } {
  const end = script.indexOf("'", from)
  if (end < 0) throw new Failure("missing '")
  return { text: script.slice(from, end), end: end + 1 }
}

function readDoubleQuoted(script: string, from: number): { text: string; end: number } {
  let text = ''
  for (let at = from; at < script.length;) {
    if (script[at] === '"') return { text, end: at + 1 }
    if (script[at] === '\\') {
      const escaped = readEscaped(script, at + 1)
      text += escaped.text
      at = escaped.end
    } else text += script[at++] as string
  }
  throw new Failure('missing "')
}

/** A backslash at the end of a line joins it with the next. */
function readEscaped(script: string, at: number): { text: string; end: number } {
  const escaped = script[at]
  if (escaped === undefined) throw new Failure('dangling \\')
  return { text: escaped === '\n' ? '' : escaped, end: at + 1 }
}
