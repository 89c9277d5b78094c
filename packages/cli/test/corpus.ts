import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpus, peer } from '../../../tools/peers.mjs'
import { commandNames } from '../src/commands/catalogue.js'
import { endOfCommand, wordsIn } from '../src/parser/tokens.js'
import { parseProgramOptions } from '../src/parser/program-options.js'

export const hasCorpus: boolean = peer('corpus')

export const pathIn = (set: string, file: string): string => join(corpus, set, file)

/** The cases of a set; none where the corpus is not here. */
export function casesOf<T>(set: string): T[] {
  return hasCorpus ? (JSON.parse(readFileSync(pathIn(set, 'cases.json'), 'utf8')) as T[]) : []
}

/** Whether every command that this command line uses is in our table. */
export function inScope(argv: readonly string[]): boolean {
  const { rest } = parseProgramOptions(argv)
  return namesIn(rest).every((name) => commandNames.includes(name))
}

function namesIn(rest: readonly string[]): string[] {
  if (rest.length !== 1) return rest.slice(0, 1)
  const names: string[] = []
  let first = true
  for (const token of wordsIn(rest[0] ?? '')) {
    if (token !== endOfCommand && first && !token.text.startsWith('#')) names.push(token.text)
    first = token === endOfCommand
  }
  return names
}
