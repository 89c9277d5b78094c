import { VirtError } from '@virt/core'
import { texts } from '../corpus.mjs'
import { sources } from '../sources.mjs'

const separator = '\n--\n'
const commands = [
  'list',
  'define',
  'start',
  'domstate',
  'setmem',
  'setvcpus',
  'attach-disk',
  'dumpxml',
  'help',
  'echo',
]
const words = [
  ...[
    separator,
    ' ',
    '\n',
    ';',
    '#',
    "'",
    '"',
    '\\',
    '\\\n',
    '--',
    '-',
    '=',
    '--help',
    '--all',
    '--name',
    '--domain',
  ],
  ...[
    '-c',
    '-d',
    '-e',
    '-k',
    '-l',
    '-q',
    '-r',
    '-t',
    '-v',
    '-qrt',
    '--connect=',
    '--ver',
    '--debug',
    '^]',
    '5',
    '-1',
  ],
  ...[
    'fv0',
    '1GiB',
    '99999999999999999999',
    '0x10',
    '1e9',
    '--__proto__',
    '--constructor',
    'toString',
    '\0',
    'é',
    '\x1b',
  ],
]

/** The words of a command line, and scripts: read into commands and their values, without running any. */
export default {
  async load() {
    const cli = await sources(
      'cli',
      'parser/program-options',
      'parser/parse',
      'parser/tokens',
      'commands/catalogue',
    )
    const host = { find: cli.findCommand, trace: () => undefined }
    const connection = () => Promise.reject(new VirtError('NO_CONNECT'))
    const session = { connection, output: { debug: () => undefined }, cwd: '/nonexistent' }
    return async (input) => {
      try {
        const [script, ...argv] = input.toString().split(separator)
        const { rest } = cli.parseProgramOptions(argv)
        for (const tokens of [cli.wordsOf(rest), cli.wordsIn(script)])
          for (const { command, given } of await cli.parse(tokens, host))
            for (const [name, option] of Object.entries(command.options))
              if (option.type !== 'alias') await option.read(given.get(name), session)
      } catch (error) {
        throw error.name === 'Failure' ? new VirtError('INVALID_ARG', error.message) : error
      }
    }
  },
  words: [...words, ...commands],
  seeds: () => [
    Buffer.from(`list --all; define 'a b.xml'\nsetmem "fv0" 1GiB # much\n`),
    Buffer.from(
      ['', '-c', 'test:///default', '-q', 'attach-disk', 'fv0', '--source=/a', 'vdb'].join(separator),
    ),
    ...texts(['virsh', 'virsh-scripts'], 'cases.json').flatMap(commandLines),
  ],
  arbitrary(fc) {
    const word = fc.oneof(
      fc.constantFrom(...commands),
      fc.constantFrom(...words),
      fc.string({ unit: 'grapheme' }),
    )
    const glue = fc.constantFrom(' ', '\n', ';', separator)
    return fc.array(fc.tuple(word, glue), { maxLength: 40 }).map((parts) => parts.flat().join(''))
  },
}

/** Recorded command lines. */
function commandLines(cases) {
  return JSON.parse(cases).map(({ argv = [] }) => Buffer.from([argv.at(-1), ...argv].join(separator)))
}
