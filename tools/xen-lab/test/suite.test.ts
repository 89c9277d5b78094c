import { describe, expect, it } from 'vitest'
import { peer } from '../../peers.mjs'
import { alone } from '../lib/alone.mjs'
import { runSuite } from '../lib/suite.mjs'

const present = peer('xen-lab')

/** Before the tests, whose time does not bear the wait for other machines. */
async function outcomesOf(options: Parameters<typeof runSuite>[1]): Promise<unknown[]> {
  if (!present) return []
  const { outcomes } = await alone(() => runSuite(new URL('./lab/broken.lab.ts', import.meta.url), options))
  return outcomes
}

const crashed = await outcomesOf({})
const late = await outcomesOf({ timeout: 500 })
const dead = await outcomesOf({ memory: 128, dom0Memory: 1024 })

describe.skipIf(!present)('a suite that goes wrong', () => {
  it('tells what passed, what failed, and that it crashed', () => {
    expect(crashed).toEqual([
      { path: ['a broken suite', 'has a test that passes'], status: 'passed', diagnostics: ['so far'] },
      { path: ['a broken suite', 'has a test that is skipped'], status: 'skipped', diagnostics: [] },
      {
        path: ['a broken suite', 'has a test that fails'],
        status: 'failed',
        error: {
          message: 'one is not two\n\n1 !== 2\n',
          stack: expect.stringContaining('/test/lab/broken.lab.ts:12:'),
        },
        diagnostics: [],
      },
      {
        path: ['the suite runs to its end'],
        status: 'failed',
        error: {
          message: `The suite ended with status 137 before its tests did.
It was in: a broken suite > kills its process
the last words
`,
        },
        diagnostics: [],
      },
    ])
  })

  it('ends when its time is up', () => {
    expect(late).toMatchObject([{ error: { message: expect.stringMatching(/^The time was up/) } }])
  })

  it('shows the last that the machine said when that died', () => {
    expect(dead).toMatchObject([
      { error: { message: expect.stringMatching(/^The machine died\..*Panic on CPU 0/s) } },
    ])
  })
})
