import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { cases, type Case } from './corpus/cases.js'
import { missesByReason, outcomeOf, percentage, type Outcome } from './corpus/measure.js'

/** Here each kind's misses are listed, by reason. */
const report = new URL('../../.reports/', import.meta.url)

/** Which share of each kind must come out as libvirt's, in percent. Goes up with what the driver can do. */
const kinds: readonly (readonly [name: string, least: number, of: (one: Case) => boolean])[] = [
  ['x86_64-latest', 96, ({ args }) => args?.includes('x86_64-latest') ?? false],
  ['other-accepted', 92, ({ args }) => args !== undefined && !args.includes('x86_64-latest')],
  ['refused', 95, ({ expect: expected }) => expected !== 'success'],
]

describe.skipIf(!peer('corpus'))("libvirt's own test domains", () => {
  const outcomes = new Map<Case, Outcome>(cases.map((one) => [one, outcomeOf(one)]))

  test('never make the driver crash', () => {
    expect([...outcomes.values()].filter(({ crashed }) => crashed)).toEqual([])
  })

  test.each(kinds)('%s: at least %i percent come out as with libvirt', (name, least, belongs) => {
    const chosen = cases.filter(belongs).map((one) => outcomes.get(one) as Outcome)
    const share = percentage(chosen)
    console.log(`${name}: ${share} % of ${chosen.length}`)
    mkdirSync(report, { recursive: true })
    writeFileSync(
      new URL(`${name}.misses`, report),
      `${share} % of ${chosen.length}\n${missesByReason(chosen)}\n`,
    )
    expect(share).toBeGreaterThanOrEqual(least)
  })
})
