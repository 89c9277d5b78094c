import { describe, expect, it } from 'vitest'
import { peer } from '../../peers.mjs'
import { alone } from '../lib/alone.mjs'
import { runSuite } from '../lib/suite.mjs'

const broken = new URL('./lab/broken.lab.ts', import.meta.url)

describe.skipIf(!peer('xen-lab'))('a suite that goes wrong', { timeout: 300_000 }, () => {
  it('tells what passed, what failed, and that it crashed', async () => {
    const { outcomes } = await alone(() => runSuite(broken, {}))
    expect(outcomes).toEqual([
      { path: ['a broken suite', 'has a test that passes'], status: 'passed', diagnostics: ['so far'] },
      {
        path: ['a broken suite', 'has a test that fails'],
        status: 'failed',
        error: {
          message: 'one is not two\n\n1 !== 2\n',
          stack: expect.stringContaining('/test/lab/broken.lab.ts:10:'),
        },
        diagnostics: [],
      },
      {
        path: ['the suite runs to its end'],
        status: 'failed',
        error: {
          message:
            'The suite ended with status 137 before its tests did.\nIt was in: a broken suite > kills its process\nthe last words\n',
        },
        diagnostics: [],
      },
    ])
  })

  it('ends when its time is up', async () => {
    const { outcomes } = await alone(() => runSuite(broken, { timeout: 500 }))
    expect(outcomes.map(({ error }) => error?.message.split('\n')[0])).toEqual([
      'The time was up, and the machine was killed.',
    ])
  })

  it('shows the last that the machine said when that died', async () => {
    const { outcomes } = await alone(() => runSuite(broken, { memory: 128, dom0Memory: 1024 }))
    expect(outcomes).toMatchObject([
      { error: { message: expect.stringMatching(/^The machine died\..*Panic on CPU 0/s) } },
    ])
  })
})
