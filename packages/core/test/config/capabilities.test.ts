import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatCapabilities, parseCapabilities } from '../../src/config.js'
import { corpus, peer } from '../../../../tools/peers.mjs'
import { load } from './corpus.js'

const sets = ['xencaps/files', 'xencaps-0.2.3/files', 'schemadata/files/capabilityschemadata']

describe('capabilities', () => {
  it('counts cells and cpus', () => {
    const cells = [{ id: 0, cpus: [{ id: 0 }, { id: 1 }] }]
    const xml = formatCapabilities({ host: { topology: { cells } } })
    expect(xml).toContain(`<cells num='1'>`)
    expect(xml).toContain(`<cpus num='2'>`)
    expect(parseCapabilities(xml)).toEqual({ host: { topology: { cells } } })
  })

  it.skipIf(!peer('corpus')).each(sets)('%s survive parse, format and parse', (set) => {
    for (const file of readdirSync(`${corpus}/${set}`).filter((name) => name.endsWith('.xml'))) {
      const xml = load(set, file)
      const capabilities = parseCapabilities(xml)
      expect(parseCapabilities(formatCapabilities(capabilities)), file).toEqual(capabilities)
    }
  })

  it.skipIf(!peer('corpus'))("are written in libvirt's text", () => {
    for (const file of readdirSync(`${corpus}/xencaps/files`).filter((name) => name.endsWith('.xml'))) {
      const xml = load('xencaps/files', file)
      expect(formatCapabilities(parseCapabilities(xml)), file).toBe(xml)
    }
  })
})
