import assert from 'node:assert/strict'
import { texts } from '../corpus.mjs'
import { words } from './xml.mjs'

const sets = ['genericxml2xml', 'networkxml2xml', 'snapshotxml2xml', 'schemas']

/** XML: what is read is written, read again, and the same. */
export default {
  async load() {
    const { formatXml, parseXml } = await import('../../../packages/core/dist/config.js')
    return (input) => {
      const element = parseXml(input.toString())
      assert.deepEqual(parseXml(formatXml(element)), element)
    }
  },
  words,
  seeds: () => [Buffer.from('<a b="c"><d>e</d><![CDATA[<f>]]><!-- g --></a>'), ...texts(sets, '.xml')],
  arbitrary: (fc) =>
    fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' })), { maxLength: 60 })
      .map((parts) => `<a>${parts.join('')}</a>`),
}
