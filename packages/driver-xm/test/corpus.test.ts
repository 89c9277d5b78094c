import { readFileSync } from 'node:fs'
import { formatDomain, parseDomain, type DomainConfig } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { corpus, peer } from '../../../tools/peers.mjs'
import {
  domainFromXl,
  domainFromXm,
  domainToXl,
  domainToXm,
  type WriteOptions,
} from '../src/convert/index.js'
import { document, missing } from './support/documents.js'
import { formatConfigFile, parseConfigFile, type ConfigFile } from '../src/file/index.js'

interface Case {
  readonly case: string
  readonly direction: 'cfg->xml' | 'xml->cfg'
  readonly cfg: string
  readonly xml: string
  readonly xendConfigVersion?: number
}

const here = peer('corpus')

function read(set: string, path: string): string {
  return readFileSync(`${corpus}/${set}/${path}`, 'utf8').replaceAll('\\\n', '')
}

function cases<T>(set: string): T[] {
  return here ? (JSON.parse(readFileSync(`${corpus}/${set}/cases.json`, 'utf8')) as T[]) : []
}

interface Conversion {
  readonly from: (text: string, options: { configVersion?: number }) => DomainConfig
  readonly to: (config: DomainConfig, options: WriteOptions) => ConfigFile
}

const sets: Readonly<Record<string, Conversion>> = {
  xmconfig: { from: domainFromXm, to: domainToXm },
  'xmconfig-1.2.21': { from: domainFromXm, to: domainToXm },
  xlconfig: { from: domainFromXl, to: domainToXl },
}

describe.skipIf(!here).each(Object.keys(sets))('%s', (set) => {
  const { from, to } = sets[set] as Conversion
  const { reads, writes } = directions(set)

  it.each(reads)('reads $case', (each) => {
    const found = formatDomain(from(read(set, each.cfg), options(each)))
    const told = read(set, each.xml)
    if (each.xendConfigVersion === undefined) expect(document(found)).toEqual(document(told))
    else expect(document(found)).toEqual(document(formatDomain(parseDomain(told))))
  })

  it.each(writes)('writes $case', (each) => {
    const file = to(parseDomain(read(set, each.xml)), options(each))
    expect(file.toString()).toBe(read(set, each.cfg))
  })

  it.each(writes)('changes nothing for $case where the file says it', (each) => {
    const config = parseDomain(read(set, each.xml))
    const into = `# mine\n${read(set, each.cfg)}xen_extended_power_mgmt = 0 # keep\n`
    expect(to(config, { ...options(each), into }).toString()).toBe(into)
  })
})

function directions(set: string): Record<'reads' | 'writes', readonly Case[]> {
  const all = cases<Case>(set)
  return {
    reads: all.filter(({ direction }) => direction === 'cfg->xml'),
    writes: all.filter(({ direction }) => direction === 'xml->cfg'),
  }
}

function options({ xendConfigVersion }: Case): { configVersion?: number } {
  return { configVersion: xendConfigVersion }
}

/** Today's spelling of a text of 2007. */
function modern(text: string): string {
  return text
    .replace(/\b([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})\b/, '$1-$2-$3-$4-$5')
    .replaceAll(/(?:[\dA-F]{2}:){5}[\dA-F]{2}/g, (mac) => mac.toLowerCase())
}

describe.skipIf(!here)('xmconfig-0.2.3, which left more unsaid', () => {
  const set = 'xmconfig-0.2.3'
  const { reads, writes } = directions(set)

  it.each(reads)('reads $case', (each) => {
    const found = formatDomain(domainFromXm(read(set, each.cfg), options(each)))
    expect(missing(document(modern(read(set, each.xml))), [document(found)])).toEqual([])
  })

  it.each(writes)('writes $case', (each) => {
    const file = domainToXm(parseDomain(read(set, each.xml)), options(each))
    const told = parseConfigFile(modern(read(set, each.cfg)))
    for (const key of told.keys) expect([key, file.get(key)]).toEqual([key, told.get(key)])
  })
})

describe.skipIf(!here)('conf', () => {
  it.each(cases<{ case: string; conf: string; out: string }>('conf'))('writes $case', ({ conf, out }) => {
    const file = parseConfigFile(read('conf', conf))
    expect(formatConfigFile(file.entries)).toBe(read('conf', out))
  })
})
