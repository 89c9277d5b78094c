import type { DriverHarness, Runner } from './harness.js'
import { statedLimits } from './limits.js'
import { rulesFor, ruleTime, runRule } from './run-rules.js'

/** Milliseconds that a runner waits longer than the kit itself: for setting up and clearing away. */
const grace = 30_000

/**
 * Test a driver against the contract: each operation that its connection has for all that the contract says of it, each
 * that it does not have for the answer NO_SUPPORT. There is nothing to switch off: which rules apply follows from what
 * the opened connection offers.
 *
 * ```ts
 * import { open, openReadOnly } from '@virt/core'
 * import { describeDriver } from '@virt/core/testing'
 * import '../src/index.js' // registers the driver
 *
 * await describeDriver({
 *   name: 'acme',
 *   open: ({ readOnly }) => (readOnly ? openReadOnly : open)('acme:///default'),
 *   guest: (name) => `<domain type='acme'><name>${name}</name><memory>65536</memory><os><type>hvm</type></os></domain>`,
 *   limits: { guestReactsWithin: 2000 },
 * })
 * ```
 *
 * It opens a connection first and then declares one test for each rule, so await it at the top of the test file. Uses
 * the global `describe` and `it`, or those of `runner` (vitest, node:test and the like). The random sequences need the
 * package `fast-check`. Keep a network's or daemon's set-up in `open`; what the kit makes, it removes.
 */
export async function describeDriver(harness: DriverHarness): Promise<void> {
  const { describe, it } = harness.runner ?? (globalThis as unknown as Runner)
  const rules = await rulesFor(harness)
  const limits = statedLimits(harness)
  describe(harness.name, () => {
    if (limits !== undefined)
      it(`states its limits: ${limits}`, async () => console.info(`${harness.name}: limits ${limits}`), grace)
    for (const rule of rules) it(rule.name, () => runRule(harness, rule), ruleTime(harness, rule) + grace)
  })
}
