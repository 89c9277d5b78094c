import { expect, test } from 'vitest'
import { parseSxp } from '../../src/sxp/index.js'

test.each([
  ['()', []],
  ['(a b (c))', ['a', 'b', ['c']]],
  ['(a\tb\n\v\f\rc)', ['a', 'b', 'c']],
  ['(bootloader )', ['bootloader']],
  ["(bootloader '')", ['bootloader', '']],
  [`('it\\'s' "it's" 'say "x"' "say \\"x\\"")`, ["it's", "it's", 'say "x"', 'say "x"']],
  ["('\\a\\b\\t\\n\\v\\f\\r\\\\')", ['\u0007\b\t\n\v\f\r\\']],
  ["('\\101\\7\\12z\\xc3\\xa9\\xC3\\xA9')", ['A\u0007\nzéé']],
  ["('\\q\\xzz')", ['\\q\\xzz']],
  ["('caf\\xe9')", ['caf\udce9']],
  ['(name é)', ['name', 'é']],
  ['(True False None 123L 1.5 -1 0x1f)', ['True', 'False', 'None', '123L', '1.5', '-1', '0x1f']],
  ["(a'b)", ["a'b"]],
  ['(a;b<c[d{e w!)', ['a', ';b', '<c', '[d', '{e', 'w!']],
  ['(a # the rest (is silence\n b)', ['a', 'b']],
  ['# first\n(a)', ['a']],
  ['(a#b\n)', ['a']],
  ["(a)''", ['a']],
  ['(a)(b', ['a']],
  ['(a)\u0004)', ['a']],
  ['pvtest', 'pvtest'],
])('%s', (text, expected) => {
  expect(parseSxp(text)).toEqual(expected)
})

test('Bytes are read as they come from a socket', () => {
  expect(parseSxp(Buffer.from("(name 'é')"))).toEqual(['name', 'é'])
  expect(parseSxp(Buffer.from([0x27, 0xc3, 0x27]))).toBe('\udcc3')
})

test('The last parenthesis may be missing where that is allowed', () => {
  expect(parseSxp('(a (b)', { unclosed: true })).toEqual(['a', ['b']])
  expect(() => parseSxp('(a (b', { unclosed: true })).toThrow(/list without end/)
})

const refused: readonly (readonly [string, string])[] = [
  ['', 'no expression at byte 0'],
  [' # nothing', 'no expression at byte 10'],
  [')', 'unexpected ) at byte 0'],
  ['(a (b)', 'list without end at byte 6'],
  ["(a 'b)", 'string without end at byte 3'],
  ["(a 'b\\'", 'string without end at byte 3'],
  ['(a \u0001)', 'unexpected control character at byte 3'],
  ['(é \u007f)', 'unexpected control character at byte 4'],
  ['('.repeat(100_000), 'lists nested too deep at byte 256'],
]

test.each(refused)('%j is refused', (text, detail) => {
  expect(() => parseSxp(text)).toThrow(
    expect.objectContaining({ code: 'PARSE_FAILED', origin: 'SEXPR', detail: `S-expression: ${detail}` }),
  )
})
