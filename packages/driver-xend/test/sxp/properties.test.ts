import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSxp, parseSxp, type Sxp } from '../../src/sxp/index.js'

/** The same texts each time; tools/fuzz makes new ones. */
const seed = 2007

const atom = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...Array.from(`'"\\()#;<>[]{}!x0a7 \n\r\t\u0000\u0004\u007f\u0080é\udc80\udcff`)),
  }),
)
const { value } = fc.letrec<{ value: Sxp }>((tie) => ({
  value: fc.oneof({ maxDepth: 6 }, atom, fc.array(tie('value'), { maxLength: 6 })),
}))

test('What is written is read again', () => {
  fc.assert(
    fc.property(value, (x) => {
      expect(parseSxp(formatSxp(x))).toEqual(x)
    }),
    { seed },
  )
})

test('Nothing that an atom holds reaches beyond it', () => {
  fc.assert(
    fc.property(atom, (x) => {
      expect(parseSxp(`${formatSxp(['vm', ['name', x]])}(never read)`)).toEqual(['vm', ['name', x]])
    }),
    { seed },
  )
})

test('Bytes that are no UTF-8 survive', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const quoted = `'${[...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}'`
      expect(parseSxp(formatSxp(parseSxp(quoted)))).toEqual(parseSxp(quoted))
    }),
    { seed },
  )
})
