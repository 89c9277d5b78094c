import { expect, test } from 'vitest'
import { formatSxp, type Sxp } from '../../src/sxp/index.js'

test.each<readonly [Sxp, string]>([
  [[], '()'],
  ['', "''"],
  [['vm', ['name', 'x'], []], '(vm (name x) ())'],
  ['phy:/dev/vg-0/a_b~1', 'phy:/dev/vg-0/a_b~1'],
  ['w!', "'w!'"],
  ['a b', "'a b'"],
  ["it's \\ me", "'it\\'s \\\\ me'"],
  ['\n\r\t\u0000\u0004\u007f', "'\\n\\r\\t\\000\\004\\177'"],
  ['é', "'é'"],
  ['\udce9', "'\\351'"],
  ['\ud800', "'\\357\\277\\275'"],
])('%j', (value, expected) => {
  expect(formatSxp(value)).toBe(expected)
})

test('A value nested too deep is refused', () => {
  let value: Sxp = []
  for (let depth = 0; depth < 300; depth++) value = [value]
  expect(() => formatSxp(value)).toThrow(expect.objectContaining({ code: 'SEXPR_SERIAL', origin: 'SEXPR' }))
})
