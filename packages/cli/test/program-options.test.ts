import { describe, expect, it } from 'vitest'
import { parseProgramOptions } from '../src/parser/program-options.js'

const defaults = {
  connect: undefined,
  readOnly: false,
  quiet: false,
  timing: false,
  debug: 4,
  log: undefined,
  escape: '^]',
  show: undefined,
  rest: [],
}

describe('options before the command', () => {
  it.each([
    [[], {}],
    [['-c', 'test:///x', 'list', '-q'], { connect: 'test:///x', rest: ['list', '-q'] }],
    [['-ctest:///x'], { connect: 'test:///x' }],
    [['--connect=test:///x', '--quiet'], { connect: 'test:///x', quiet: true }],
    [['--con', 'test:///x'], { connect: 'test:///x' }],
    [['-qrtd0', '-k0', 'uri'], { quiet: true, readOnly: true, timing: true, debug: 0, rest: ['uri'] }],
    [['--', '-q'], { rest: ['-q'] }],
    [['-v'], { show: 'version' }],
    [['-V'], { show: 'long version' }],
    [['--version=long'], { show: 'long version' }],
    [['-hv'], { show: 'help' }],
    [['-d9'], { debug: 4 }],
    [['-e', '^X', '-l', '/tmp/log'], { escape: '^X', log: '/tmp/log' }],
  ])('%j', (argv, expected) => expect(parseProgramOptions(argv)).toEqual({ ...defaults, ...expected }))

  it.each([
    [['-x'], "unsupported option '-x'. See --help."],
    [['--nothing'], "unsupported option '--nothing'. See --help."],
    [['--quiet=yes'], "unsupported option '--quiet=yes'. See --help."],
    [['--keepalive', '1'], "unsupported option '--keepalive'. See --help."],
    [['-c'], "option '-c' requires an argument"],
    [['--connect'], "option '--connect' requires an argument"],
    [['-d', 'x'], 'option --debug requires a numeric argument'],
    [['--version=odd'], "unsupported option '--version=odd'. See --help."],
  ])('%j is refused', (argv, message) => expect(() => parseProgramOptions(argv)).toThrow(message))
})
