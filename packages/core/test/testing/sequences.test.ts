import { expect, it } from 'vitest'
import { runRules, type DriverHarness } from '../../src/testing.js'
import { harnessOf } from './test-harness.js'

const rule = "any sequence of changes leaves a domain in the state that libvirt's state machine says"

/** Its domains forget that they start with the host when they are paused. */
const forgetful: DriverHarness = harnessOf(
  ({ domains }) => ({
    domains: {
      ...domains,
      suspend: async (ref, call) => {
        await domains?.suspend?.(ref, call)
        await domains?.setAutostart?.(ref, false, call).catch(() => undefined)
      },
    },
  }),
  { answerWithin: 5000 },
)

async function failure(harness: DriverHarness): Promise<string> {
  const [result] = await runRules(harness, (name) => name === rule)
  return result?.failure?.message ?? 'none'
}

it('a sequence that goes wrong is shrunk to what it takes, and its seed repeats it', async () => {
  const message = await failure(forgetful)
  expect(message).toMatch(
    /: after \[([^,]+,){3}domains\.suspend of \d\] autostart in the listing is false, not true \(seed -?\d+\)$/,
  )
  const seed = Number(/seed (-?\d+)/.exec(message)?.[1])
  expect(await failure({ ...forgetful, seed })).toBe(message)
}, 60_000)
