import assert from 'node:assert/strict'
import { seeds, words } from './sxp.mjs'

/** S-expressions: what is read is written and read again. */
export default {
  async load() {
    const { formatSxp, parseSxp } = await import('../../../packages/driver-xend/dist/index.js')
    return (input) => {
      const value = parseSxp(input)
      assert.deepEqual(parseSxp(formatSxp(value)), value)
    }
  },
  words,
  seeds,
  arbitrary: (fc) =>
    fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' })), { maxLength: 60 })
      .map((parts) => parts.join('')),
}
