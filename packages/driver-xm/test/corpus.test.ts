import { readFileSync } from 'node:fs'
import { formatDomain, parseDomain, type DomainConfig } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { corpus, peer } from '../../../tools/peers.mjs'
import { domainFromXl, domainFromXm, domainToXl, domainToXm } from '../src/convert/index.js'
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

function entriesOf(file: ConfigFile): unknown {
  return file.keys.map((key) => [key, file.get(key)])
}

interface Conversion {
  readonly from: (text: string, options: { configVersion?: number }) => DomainConfig
  readonly to: (config: DomainConfig, options: { configVersion?: number }) => ConfigFile
}

const sets: Readonly<Record<string, Conversion>> = {
  xmconfig: { from: domainFromXm, to: domainToXm },
  'xmconfig-1.2.21': { from: domainFromXm, to: domainToXm },
  xlconfig: { from: domainFromXl, to: domainToXl },
}

describe.skipIf(!here).each(Object.keys(sets))('%s', (set) => {
  const { from, to } = sets[set] as Conversion
  const options = ({ xendConfigVersion: configVersion }: Case): { configVersion?: number } => ({
    configVersion,
  })
  const found = cases<Case>(set)

  it.each(found.filter(({ direction }) => direction === 'cfg->xml'))('reads $case', (each) => {
    const config = from(read(set, each.cfg), options(each))
    expect(formatDomain(config)).toBe(formatDomain(parseDomain(read(set, each.xml))))
  })

  it.each(found.filter(({ direction }) => direction === 'xml->cfg'))('writes $case', (each) => {
    const file = to(parseDomain(read(set, each.xml)), options(each))
    expect(entriesOf(file)).toEqual(entriesOf(parseConfigFile(read(set, each.cfg))))
    expect(file.toString()).toBe(read(set, each.cfg))
  })
})

describe.skipIf(!here)('conf', () => {
  it.each(cases<{ case: string; conf: string; out: string }>('conf'))('writes $case', ({ conf, out }) => {
    const file = parseConfigFile(read('conf', conf))
    expect(formatConfigFile(file.entries)).toBe(read('conf', out))
  })
})
