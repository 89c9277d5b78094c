import assert from 'node:assert/strict'
import { seeds, words } from './config.mjs'

/** Configuration files: what is read is the same text, and the same values when it is written anew or changed. */
export default {
  async load() {
    const { formatConfigFile, parseConfigFile } = await import('../../../packages/driver-xm/dist/index.js')
    const values = (file) => file.keys.map((key) => [key, file.get(key)])
    return (input) => {
      const text = input.toString()
      const file = parseConfigFile(text)
      assert.equal(file.toString(), text)
      assert.deepEqual(values(parseConfigFile(formatConfigFile(file.entries))), values(file))
      const changed = file.set('memory', 4711).delete('name')
      assert.deepEqual(values(parseConfigFile(changed.toString())), values(changed))
    }
  },
  words,
  seeds,
  arbitrary: (fc) =>
    fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme' })), { maxLength: 60 })
      .map((parts) => parts.join('')),
}
