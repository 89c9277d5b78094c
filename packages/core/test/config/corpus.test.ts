import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  formatDomain,
  formatNetwork,
  parseDomain,
  parseNetwork,
  type DomainConfig,
  type NetworkConfig,
} from '../../src/config.js'
import { VirtError } from '../../src/errors/virt-error.js'
import { peer } from '../../../../tools/peers.mjs'
import { casesOf, failing, load } from './corpus.js'

interface Kind<T> {
  readonly parse: (xml: string) => T
  readonly format: (config: T) => string
}

const domains: Kind<DomainConfig> = { parse: parseDomain, format: formatDomain }
const networks: Kind<NetworkConfig> = { parse: parseNetwork, format: formatNetwork }

const sets = { genericxml2xml: domains, qemuxml2xml: domains, networkxml2xml: networks } as Record<
  string,
  Kind<unknown>
>
const complete = ['genericxml2xml', 'networkxml2xml']

describe.skipIf(!peer('corpus'))("libvirt's own test data", () => {
  describe.each(Object.entries(sets))('%s', (set, { parse, format }) => {
    const cases = casesOf(set)
    const good = cases.filter((one) => one.expect !== 'parse-error')

    it('survives parse, format and parse', () => {
      const same = (xml: string): boolean => {
        const config = parse(xml)
        return isDeepStrictEqual(parse(format(config)), config)
      }
      expect(failing(good, (one) => same(load(set, one.in)))).toEqual([])
    })

    it('is plain data', () => {
      const plain = (config: unknown): boolean =>
        isDeepStrictEqual(JSON.parse(JSON.stringify(config)), config)
      expect(failing(good, (one) => plain(parse(load(set, one.in))))).toEqual([])
    })
  })

  it.each(complete)('%s: comes out as libvirt writes it, to the letter', (set) => {
    const { parse, format } = sets[set]!
    const cases = casesOf(set).filter(({ out }) => out !== undefined)
    expect(failing(cases, (one) => format(parse(load(set, one.in))) === load(set, one.out!))).toEqual([])
  })

  it.each(complete)('%s: what libvirt refuses is refused with a code', (set) => {
    const refused = (xml: string): boolean => {
      try {
        sets[set]!.parse(xml)
        return false
      } catch (error) {
        return VirtError.is(error) && ['XML_ERROR', 'CONFIG_UNSUPPORTED', 'INVALID_ARG'].includes(error.code)
      }
    }
    const cases = casesOf(set).filter((one) => one.expect === 'parse-error')
    expect(failing(cases, (one) => refused(load(set, one.in)))).toEqual([])
  })
})
