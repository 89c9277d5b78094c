import { readdirSync, readFileSync } from 'node:fs'
import { formatDomain, parseDomain } from '@virt/core/config'
import { describe, expect, test } from 'vitest'
import { corpus, peer } from '../../../../tools/peers.mjs'
import { domainFromSxp, sxpOfDomain } from '../../src/convert/index.js'
import { child, parseSxp, type Sxp } from '../../src/sxp/index.js'

const here = peer('corpus')
const versions = { '3.0.2': 1, '3.0.4': 3, '4.4.4': 4 } as const

/** Every expression that a real daemon has answered with. */
function answers(version: string): readonly Sxp[] {
  const directory = `${corpus}/xend-transcripts/${version}/raw`
  return readdirSync(directory)
    .filter((name) => name.endsWith('.res'))
    .map((name) => readFileSync(`${directory}/${name}`))
    .flatMap((answer) => {
      const body = answer.subarray(answer.indexOf('\r\n\r\n') + 4)
      const isSxp = answer.includes('application/sxp') && body.length > 0
      return isSxp && body[0] === 0x28 ? [parseSxp(body)] : []
    })
}

function domainsIn(answer: Sxp): readonly Sxp[] {
  if (typeof answer === 'string') return []
  if (answer[0] === 'domain') return child(answer, 'memory') === undefined ? [] : [answer]
  return answer.flatMap(domainsIn)
}

describe.runIf(here).each(Object.entries(versions))(
  'What the daemon of Xen %s answers',
  (version, configVersion) => {
    const answered = here ? answers(version) : []
    const domains = answered.flatMap(domainsIn)

    test('is read', () => {
      expect(answered.length).toBeGreaterThan(20)
      expect(domains.length).toBeGreaterThan(8)
    })

    test('are domains that libvirt can describe', () => {
      for (const domain of domains) {
        const config = domainFromSxp(domain, { configVersion })
        expect(parseDomain(formatDomain(config)).name).toBe(config.name)
      }
    })

    test('is the same domain after it was sent back', () => {
      for (const domain of domains) {
        const { id: _, ...config } = domainFromSxp(domain, { configVersion })
        const sent = sxpOfDomain(config, { configVersion })
        expect(sxpOfDomain(domainFromSxp(sent, { configVersion }), { configVersion })).toEqual(sent)
      }
    })
  },
)
