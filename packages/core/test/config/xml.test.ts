import { describe, expect, it } from 'vitest'
import { formatXml, parseXml } from '../../src/config.js'
import { VirtError } from '../../src/errors/virt-error.js'

/** Origin, code and words of the refusal. */
function refusal(xml: string): string {
  try {
    parseXml(xml)
    return 'accepted'
  } catch (error) {
    if (!VirtError.is(error)) throw error
    return `${error.origin} ${error.code} ${error.detail}`
  }
}

describe('parseXml', () => {
  it('keeps names, attributes, text and order', () => {
    expect(parseXml(`<a x='1' p:y="&lt;&#65;"><b/>one<c>two</c><!-- no --> three</a>`)).toEqual({
      name: 'a',
      attributes: { x: '1', 'p:y': '<A' },
      children: [{ name: 'b' }, 'one', { name: 'c', children: ['two'] }, ' three'],
    })
  })

  it('leaves out the space between elements, not the space that is all the text', () => {
    expect(parseXml('<a>\n  <b> </b>\n  <c>\n  </c>\n</a>')).toEqual({
      name: 'a',
      children: [{ name: 'b', children: [' '] }, { name: 'c' }],
    })
  })

  it('takes any name as data', () => {
    const xml = `<a __proto__='1' hasOwnProperty='2' constructor='3'>\n  <__proto__/>\n  <constructor/>\n</a>\n`
    expect(formatXml(parseXml(xml))).toBe(xml)
    expect(Object.getPrototypeOf(parseXml(xml).attributes)).toBe(Object.prototype)
  })

  it.each([
    ['nothing', '', 'line 1, column 1: the document has no element'],
    ['text', 'hello', 'line 1, column 1: Non-whitespace before first tag.'],
    ['an open tag', '<a>\n <b', 'line 2, column 3: Unclosed root tag'],
    ['an open element', '<a>\n<b>', 'line 2, column 3: Unclosed root tag'],
    ['crossed tags', '<a>\n</b>', 'line 2, column 4: Unexpected close tag'],
    ['an attribute twice', `<a x='1' x='2'/>`, 'line 1, column 14: Attribute x redefined'],
    ['two roots', '<a/><b/>', 'line 1, column 8: Extra content at the end of the document'],
    ['an unknown entity', '<a>&x;</a>', 'line 1, column 6: Invalid character entity'],
    ['a control character', '<a>\n\0</a>', 'line 2, column 1: character that XML cannot hold'],
    ['a doctype', '<!DOCTYPE a><a/>', 'line 1, column 12: document types and entities are not accepted'],
    [
      'an entity definition',
      '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      'line 1, column 30: document types and entities are not accepted',
    ],
    [
      '2 MB of a declaration',
      `<a>${'<!'.repeat(1_000_000)}`,
      'line 1, column 1024: document types and entities are not accepted',
    ],
    ['deep nesting', '<a>'.repeat(1_000_000), 'line 1, column 3003: elements are nested deeper than 1000'],
    ['1 MB of <', '<'.repeat(1_000_000), 'line 1, column 2: Unencoded <'],
    [
      'more than 10 MiB',
      `<a>${'x'.repeat(10 * 1024 * 1024)}</a>`,
      'line 1, column 1: the document is larger than 10485760 bytes',
    ],
  ])('refuses %s, saying where', (_, xml, where) => {
    expect(refusal(xml)).toBe(`XML XML_ERROR ${where}`)
  })

  it('takes marks wherever they stand in a long document', () => {
    for (let at = 1010; at < 1030; at++) {
      const text = 'x'.repeat(at)
      expect(parseXml(`<a>${text}<![CDATA[<!]]><!-- <! --></a>`).children).toEqual([`${text}<!`])
    }
  })

  it('takes 1000 levels and a large attribute', () => {
    expect(refusal('<a>'.repeat(1000) + '</a>'.repeat(1000))).toBe('accepted')
    expect(refusal(`<a b='${'x'.repeat(1_000_000)}'/>`)).toBe('accepted')
  })
})

describe('formatXml', () => {
  it("writes libvirt's text style", () => {
    const element = {
      name: 'a',
      attributes: { q: `<'"&>` },
      children: [{ name: 'b' }, { name: 'c', children: ['x < y\u0001'] }, { name: 'd', children: [] }],
    }
    expect(formatXml(element)).toBe(
      "<a q='&lt;&apos;&quot;&amp;&gt;'>\n  <b/>\n  <c>x &lt; y</c>\n  <d>\n  </d>\n</a>\n",
    )
  })

  it("writes metadata in libxml's", () => {
    const metadata = { name: 'metadata', children: [{ name: 'x', attributes: { y: `it's` } }] }
    expect(formatXml(metadata)).toBe(`<metadata>\n  <x y="it's"/>\n</metadata>\n`)
  })
})
