import { describe, expect, it } from 'vitest'
import { runRules } from '../../src/testing.js'
import { broken } from './broken/all.js'
import { harnessOf } from './test-harness.js'

describe('a driver that breaks a rule is caught by that rule', () => {
  it.each(broken)('%s', async (_what, rule, change) => {
    const [result, ...more] = await runRules(harnessOf(change), (name) => name === rule)
    expect(more).toEqual([])
    expect(result?.failure?.message).toMatch(sentenceAbout(rule))
  })
})

it('and the same driver unbroken keeps them all', async () => {
  const results = await runRules(harnessOf(() => ({}), { answerWithin: 5000 }))
  expect(results.filter(({ failure }) => failure)).toEqual([])
  const names = results.map(({ rule }) => rule)
  expect(broken.filter(([, rule]) => !names.includes(rule))).toEqual([])
}, 60_000)

/** One line: which rule, and what was seen. */
function sentenceAbout(rule: string): RegExp {
  return new RegExp(`^test breaks the rule "${rule.replaceAll(/[.*+?^$\\{}()|[\]]/g, '\\$&')}": .+$`)
}
