import { expect, it } from 'vitest'
import { VirtError } from '../../src/driver.js'
import { runRules, type DriverHarness } from '../../src/testing.js'
import { type Change, harnessOf } from './test-harness.js'

type Lost = Promise<VirtError> | undefined

/** The in-memory hypervisor behind a line that can be cut, of which something is told, or not. */
function cuttable(told: (lost: Lost) => Lost): DriverHarness {
  const cuts: ((error: VirtError) => void)[] = []
  const change: Change = () => ({ lost: told(new Promise((resolve) => cuts.push(resolve))) })
  const kill = async (): Promise<void> =>
    cuts.splice(0).forEach((cut) => cut(new VirtError('CONNECTION_LOST', 'cut')))
  return { ...harnessOf(change), kill }
}

const failures = async (harness: DriverHarness): Promise<string[]> =>
  (await runRules(harness, (rule) => / dies| died/.test(rule)))
    .filter(({ failure }) => failure)
    .map(({ rule }) => rule)

it('a line that is cut cleanly keeps the rules', async () => {
  expect(await failures(cuttable((lost) => lost))).toEqual([])
})

it('a loss that nobody is told of is caught', async () => {
  expect(await failures(cuttable(() => undefined))).toEqual([
    'when the other side dies in mid-call, every call ends, with its answer or CONNECTION_LOST',
    'after the other side has died, calls fail with CONNECTION_LOST, and listeners have been told',
    'when the other side dies, event streams end with CONNECTION_LOST',
  ])
})

it('a loss under another name is caught', async () => {
  const [first] = await failures(cuttable((lost) => lost?.then(() => new VirtError('RPC', 'cut'))))
  expect(first).toBe(
    'when the other side dies in mid-call, every call ends, with its answer or CONNECTION_LOST',
  )
})
