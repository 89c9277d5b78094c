import { readFileSync } from 'node:fs'
import { formatDomain } from '@virt/core/config'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corpus, peer } from '../../../tools/peers.mjs'
import { domainFromXl, domainFromXm } from '../src/convert/index.js'
import { parseConfigFile, type ConfigValue } from '../src/file/index.js'

interface Case {
  readonly case: string
  readonly direction: string
  readonly cfg: string
  readonly xendConfigVersion?: number
}

const here = peer('corpus')
const readers = { xlconfig: domainFromXl, xmconfig: domainFromXm, 'xmconfig-1.2.21': domainFromXm } as const

/** One of several ways. */
type Choose = <T>(...ways: readonly T[]) => T

function valueText(value: ConfigValue, choose: Choose): string {
  if (typeof value === 'object') return listText(value, choose)
  if (typeof value === 'string') return stringText(value, choose)
  const hex = value < 0 ? String(value) : `0x${value.toString(16)}`
  return choose(String(value), hex, `"${value}"`, `' ${value} '`)
}

function stringText(text: string, choose: Choose): string {
  const escaped = text.replace(/[\\\n'"]/g, (each) => `\\x${each.charCodeAt(0).toString(16)}`)
  const quote = choose('"', "'", '"""', "'''")
  return (
    quote + escaped.replace(/^[ -~]/, (each) => choose(each, `\\${each.charCodeAt(0).toString(8)}`)) + quote
  )
}

function listText(items: readonly ConfigValue[], choose: Choose): string {
  const space = (): string => choose('', ' ', '\n', ' # a, "remark"\n\t', ' \\\n')
  const texts = items.map((item) => space() + valueText(item, choose) + space())
  return `[${texts.join(',')}${texts.length > 0 ? choose('', ',') : ''}${space()}]`
}

function statement(key: string, value: ConfigValue, choose: Choose): string {
  const text = `${choose('', ' ', '# remark\n')}${key}${choose('', ' ')}=${choose('', '\t', ' \\\n')}`
  return text + valueText(value, choose) + choose('\n', '\r\n', ' ; ', ' # "remark\n')
}

describe.skipIf(!here).each(Object.keys(readers) as (keyof typeof readers)[])('%s', (set) => {
  const all = here ? (JSON.parse(readFileSync(`${corpus}/${set}/cases.json`, 'utf8')) as readonly Case[]) : []
  const read = readers[set]

  it.each(all.filter(({ direction }) => direction === 'cfg->xml'))(
    'says $case in any order, and in other words',
    ({ cfg, xendConfigVersion: configVersion }) => {
      const text = readFileSync(`${corpus}/${set}/${cfg}`, 'utf8').replaceAll('\\\n', '')
      const [file, told] = [parseConfigFile(text), formatDomain(read(text, { configVersion }))]
      const order = fc.shuffledSubarray([...file.keys], { minLength: file.keys.length })
      const property = fc.property(order, fc.array(fc.nat(), { minLength: 50 }), (keys, numbers) => {
        let turn = 0
        const choose: Choose = (...ways) =>
          ways[(numbers[turn++ % numbers.length] ?? 0) % ways.length] as (typeof ways)[number]
        const varied = keys.map((key) => statement(key, file.get(key) ?? '', choose)).join('')
        expect(formatDomain(read(varied, { configVersion }))).toBe(told)
      })
      fc.assert(property, { seed: 2007, numRuns: 10 })
    },
  )
})
