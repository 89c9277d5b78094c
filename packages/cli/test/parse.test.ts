import { describe, expect, it } from 'vitest'
import { findCommand } from '../src/commands/catalogue.js'
import { parse } from '../src/parser/parse.js'
import { endOfCommand, wordsIn, wordsOf } from '../src/parser/tokens.js'

const words = (script: string): (string | null)[] =>
  [...wordsIn(script)].map((token) => (token === endOfCommand ? null : token.text))

async function read(script: string | readonly string[]): Promise<unknown[]> {
  const tokens = typeof script === 'string' ? wordsIn(script) : wordsOf(script)
  const invocations = await parse(tokens, { find: findCommand, why: () => undefined, trace: () => undefined })
  return invocations.map(({ command, given }) => ({
    [command.name]: Object.fromEntries([...given].map(([name, { values }]) => [name, values])),
  }))
}

const refusal = (script: string | readonly string[]): Promise<string> =>
  read(script).then(
    () => 'taken',
    (thrown: unknown) => (thrown as Error).message,
  )

describe('words of a script', () => {
  it.each([
    ['a  b\tc', ['a', 'b', 'c']],
    ['a;b\nc', ['a', null, 'b', null, 'c']],
    [`a' 'b" "c\\ d`, ['a b c d']],
    [`'\\' "\\\\\\""`, ['\\', '\\"']],
    ['a\\\nb "c\\\nd"', ['ab', 'cd']],
    ['a#b # c;d\ne', ['a#b', null, 'e']],
    ['"" \'\'', ['', '']],
    [';;', [null, null]],
  ])('%j', (script, expected) => expect(words(script)).toEqual(expected))

  it.each([
    ['echo "a', 'missing "'],
    ["echo 'a", "missing '"],
    ['echo a\\', 'dangling \\'],
  ])('%j is refused', async (script, message) => expect(await refusal(script)).toBe(message))
})

describe('options of a command', () => {
  it.each([
    ['by position', 'setvcpus test 2', { domain: ['test'], count: ['2'] }],
    ['by name, in any order', 'setvcpus --count 2 test', { domain: ['test'], count: ['2'] }],
    ['with =', 'setvcpus --domain=test --count=2', { domain: ['test'], count: ['2'] }],
    ['with an empty value', ['setvcpus', '--domain=', '2'], { domain: [''], count: ['2'] }],
    ['flags', 'setvcpus test 2 --live', { domain: ['test'], count: ['2'], live: [] }],
    ['a negative number by position', 'setvcpus test -1', { domain: ['test'], count: ['-1'] }],
  ])('%s', async (_name, script, setvcpus) => expect(await read(script)).toEqual([{ setvcpus }]))

  it('what follows -- is data', async () =>
    expect(await read(['echo', '--', '--xml', '--', '-x'])).toEqual([
      { echo: { string: ['--xml', '--', '-x'] } },
    ]))

  it('a hundred thousand words are no trouble', async () => {
    const many = Array.from({ length: 100_000 }, () => 'a')
    expect(await read(['echo', ...many])).toEqual([{ echo: { string: many } }])
  })

  it('an alias stands for its option, and for its value', async () =>
    expect(await read('echo --str a --hi')).toEqual([{ echo: { string: ['a', 'hello'] } }]))

  it('--help anywhere asks for help', async () =>
    expect(await read('start --help')).toEqual([{ help: { command: ['start'] } }]))

  it('comments are no commands', async () =>
    expect(await read('# a; b\n\\# c; uri # d')).toEqual([{ uri: {} }]))

  it.each([
    ['nothing', "unknown command: 'nothing'"],
    ['uri extra', "unexpected data 'extra'"],
    ['start', "command 'start' requires <domain> option"],
    ['start --dom test', "command 'start' doesn't support option --dom"],
    ['start test --paused --paused', 'option --paused already seen'],
    ['start test --paused=yes', "invalid '=' after option --paused"],
    ['echo --hi=a', "invalid '=' after option --hi"],
    ['start --domain', 'expected syntax: --domain <string>'],
    ['event --timeout', 'expected syntax: --timeout <number>'],
    [
      'setvcpus',
      "command 'setvcpus' requires <domain> option\nerror: command 'setvcpus' requires --count option",
    ],
    ['uri; nothing', "unknown command: 'nothing'"],
    ['toString', "unknown command: 'toString'"],
    ['start --constructor', "command 'start' doesn't support option --constructor"],
  ])('%s', async (script, message) => expect(await refusal(script)).toBe(message))
})
