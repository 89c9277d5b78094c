import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { corpus, peer } from '../../../../tools/peers.mjs'
import { formatDomainCapabilities, parseDomainCapabilities } from '../../src/config.js'
import { load } from './corpus.js'

const set = 'schemadata/files/domaincapsdata'

describe.skipIf(!peer('corpus'))('domain capabilities', () => {
  const files = peer('corpus') ? readdirSync(`${corpus}/${set}`).filter((name) => name.endsWith('.xml')) : []

  it.each(files)('%s survives parse, format and parse', (file) => {
    const xml = load(set, file)
    const parsed = parseDomainCapabilities(xml)
    expect(parseDomainCapabilities(formatDomainCapabilities(parsed))).toEqual(parsed)
    expect(unindented(formatDomainCapabilities(parsed))).toBe(unindented(xml))
  })
})

/** Empty elements are written in one line. */
function unindented(xml: string): string {
  return xml.replace(/<(\w+)>\s*<\/\1>/g, '<$1/>')
}
