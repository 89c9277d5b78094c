import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatConfigFile, parseConfigFile, type ConfigValue } from '../src/file/index.js'

function values(text: string): Record<string, ConfigValue | undefined> {
  const file = parseConfigFile(text)
  return Object.fromEntries(file.keys.map((key) => [key, file.get(key)]))
}

function problem(text: string): unknown {
  try {
    return values(text)
  } catch (error) {
    return (error as { code: string }).code + ' ' + (error as { detail: string }).detail
  }
}

describe('a configuration file', () => {
  it('has numbers, strings and lists', () => {
    expect(
      values(
        `a = 1; b=-2\nc = 0x1F # hexadecimal\nd = 010\n_e = 'x"y'\nf = "it's"\ng = [ 1, 'two', [ "3", ], ]`,
      ),
    ).toEqual({ a: 1, b: -2, c: 31, d: 8, _e: 'x"y', f: "it's", g: [1, 'two', ['3']] })
  })

  it('keeps whole numbers of any size', () => {
    expect(values('a = 9007199254740993\nb = -18446744073709551615')).toEqual({
      a: 9007199254740993n,
      b: -18446744073709551615n,
    })
  })

  it("reads Python's strings", () => {
    expect(
      values(
        String.raw`a = "\\ \" \n \x41 \303\251 \q"` +
          `\nb = """two\n"lines" """\nc = '''it's'''\nd = "a\\\nb"`,
      ),
    ).toEqual({ a: '\\ " \n A é \\q', b: 'two\n"lines" ', c: "it's", d: 'ab' })
  })

  it('may have a mark, CRLF, lists over several lines, and no end of line at its end', () => {
    expect(values('\uFEFFa = [ # first\r\n  1,\r\n  2 ]\r\nb = 3')).toEqual({ a: [1, 2], b: 3 })
  })

  it('adds with +=, and of several values takes the last', () => {
    expect(values("a = [ 1 ]\na += [ 2 ]\nb = 'x'\nb += 'y'\nc += [ 3 ]\nd = 1\nd = 2")).toEqual({
      a: [1, 2],
      b: 'xy',
      c: [3],
      d: 2,
    })
  })

  it('is not a program: the place is named', () => {
    const programs: readonly (readonly [string, string])[] = [
      ['import os', 'line 1, column 8: expecting an assignment'],
      ['a = 1\ndef f():', 'line 2, column 5: expecting an assignment'],
      ['a = b', 'line 1, column 5: expecting a value'],
      ['a = 1 + 2', 'line 1, column 7: expecting a separator'],
      ['a = "x" % 1', 'line 1, column 9: expecting a separator'],
      ['a = 1.5', 'line 1, column 5: expecting a value'],
      ['a = 10L', 'line 1, column 5: expecting a value'],
      ['a = True', 'line 1, column 5: expecting a value'],
      ['a = { }', 'line 1, column 5: expecting a value'],
      ['a = (1, 2)', 'line 1, column 5: expecting a value'],
      ['a = [ 1 2 ]', 'line 1, column 9: expecting a separator in list'],
      ['a = [ 1', 'line 1, column 5: list is not closed with ]'],
      ['a = "x', 'line 1, column 5: unterminated string'],
      ['a = "x\n"', 'line 1, column 5: unterminated string'],
      ['a = """x"', 'line 1, column 5: unterminated string'],
      ['a = u"x"', 'line 1, column 5: expecting a value'],
      ['a = 08', 'line 1, column 5: expecting a value'],
      ['9a = 1', 'line 1, column 1: expecting a name'],
      ['a', 'line 1, column 2: expecting an assignment'],
      ['a =', 'line 1, column 4: expecting a value'],
      ['a = 1 b = 2', 'line 1, column 7: expecting a separator'],
      ['\n\n  \0', 'line 3, column 3: expecting a name'],
      [
        'a = 1\na += "x"',
        'line 2, column 1: only a string can be added to a string, and only a list to a list',
      ],
      [String.raw`a = "\xff"`, 'line 1, column 6: not UTF-8'],
    ]
    expect(programs.map(([text]) => problem(text))).toEqual(programs.map(([, said]) => `CONF_SYNTAX ${said}`))
  })

  it('bounds the depth of lists', () => {
    expect(problem('a = ' + '['.repeat(100_000))).toBe(
      'CONF_SYNTAX line 1, column 21: lists nested deeper than 16',
    )
  })
})

describe('rewriting', () => {
  const text = '# mine\r\nname = "x"   # who\r\n\r\ndisk = [\r\n  "a", # first\r\n]\r\nold = 1; memory=64'

  it('leaves everything else as it is', () => {
    const file = parseConfigFile(text)
    expect(file.toString()).toBe(text)
    expect(file.set('name', 'x').set('disk', ['a'])).toBe(file)
    expect(file.set('name', 'y').delete('old').set('memory', 128).set('vif', ['']).toString()).toBe(
      text.replace('"x"', '"y"').replace('old = 1;', '').replace('memory=64', 'memory= 128') +
        '\r\nvif = [ "" ]\r\n',
    )
    expect(file.toString()).toBe(text)
  })

  it('makes one statement of several', () => {
    const file = parseConfigFile('a = [ 1 ] # one\na += [ 2 ] # two\n')
    expect(file.set('a', [3]).toString()).toBe('a = [ 3 ] # two\n')
    expect(file.delete('a').toString()).toBe('')
  })

  it("writes libvirt's normal form", () => {
    const file = parseConfigFile(' # x\n\n#\na=1;b = [1,[]] #y \n c="\'" ; d = \'"\'\nd += ""')
    expect(formatConfigFile(file.entries)).toBe(
      '# x\n#\na = 1\nb = [ 1, [  ] ] #y \nc = "\'"\nd = \'"\'\nd += ""\n',
    )
  })
})

const keys = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
const scalars = fc.oneof(
  fc.integer(),
  fc.bigInt().filter((value) => !Number.isSafeInteger(Number(value))),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', "'", '\\', '\n', 'x', '0', '\r', '\x7f', '#') }),
)
const anyValue = fc.letrec<{ value: ConfigValue }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', maxDepth: 4 }, scalars, fc.array(tie('value'), { maxLength: 4 })),
})).value

describe('for any values', () => {
  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.dictionary(keys, anyValue, { noNullPrototype: true }), (wanted) => {
        const entries = Object.entries(wanted).map(([key, value]) => ({ key, value }))
        const file = parseConfigFile(formatConfigFile(entries))
        expect(Object.fromEntries(file.keys.map((key) => [key, file.get(key)]))).toEqual(wanted)
      }),
      { seed: 2007 },
    )
  })

  it('is what was set', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, anyValue)), (settings) => {
        const file = settings.reduce((before, [key, value]) => before.set(key, value), parseConfigFile('# x'))
        const last = new Map(settings)
        const again = parseConfigFile(file.toString())
        expect(again.keys).toEqual([...last.keys()])
        for (const [key, value] of last) expect(again.get(key)).toEqual(value)
      }),
      { seed: 2007 },
    )
  })

  it('answers any text with a file that is the same text, or with CONF_SYNTAX', () => {
    const texts = fc.string({
      unit: fc.constantFrom(
        'a',
        '=',
        '+',
        ' ',
        '\n',
        '"',
        "'",
        '\\',
        '[',
        ']',
        ',',
        '1',
        '#',
        ';',
        '\r',
        'é',
        '\0',
      ),
      size: '+1',
    })
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(parseConfigFile(text).toString()).toBe(text)
        } catch (error) {
          expect(error).toMatchObject({ code: 'CONF_SYNTAX' })
        }
      }),
      { seed: 2007 },
    )
  })
})
