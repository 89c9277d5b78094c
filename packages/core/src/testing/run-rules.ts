import { setTimeout as sleep } from 'node:timers/promises'
import { RuleContext } from './context.js'
import { expect, told } from './expect.js'
import type { DriverHarness } from './harness.js'
import { limitsOf } from './limits.js'
import { applies, type Rule } from './rule.js'
import { rules } from './rules.js'

/** What became of one rule. */
export interface RuleResult {
  readonly rule: string
  /** One sentence with the rule that was broken and what was seen instead; absent: it was kept. */
  readonly failure?: Error
}

/** The rules that this driver must keep: they follow from the operations that its connection has. */
export async function rulesFor(harness: DriverHarness): Promise<readonly Rule[]> {
  const connection = await harness.open({ readOnly: false })
  try {
    const subject = {
      supports: connection.supports.bind(connection),
      kills: harness.kill !== undefined,
    }
    return rules.filter((each) => applies(each, subject))
  } finally {
    await connection.close()
  }
}

/**
 * Run the rules that apply, or the chosen ones of them, one after the other, without any test runner:
 * {@link describeDriver} as a function.
 */
export async function runRules(
  harness: DriverHarness,
  chosen: (rule: string) => boolean = () => true,
): Promise<readonly RuleResult[]> {
  const results: RuleResult[] = []
  for (const each of await rulesFor(harness))
    if (chosen(each.name)) results.push(await resultOf(harness, each))
  return results
}

async function resultOf(harness: DriverHarness, rule: Rule): Promise<RuleResult> {
  try {
    await runRule(harness, rule)
    return { rule: rule.name }
  } catch (failure) {
    return { rule: rule.name, failure: failure as Error }
  }
}

/** How often `answerWithin` fits into the time that a rule has, before it counts as hanging. */
const answersPerRule = 6
/** What a long rule has beside that. */
const extraTime = 60_000

/** Run one rule. Throws, in one sentence, that it was broken and what was seen. */
export async function runRule(harness: DriverHarness, rule: Rule): Promise<void> {
  const { name, run } = rule
  try {
    const context = await RuleContext.begin(harness)
    try {
      await inTime(run(context), ruleTime(harness, rule))
    } finally {
      await context.end()
    }
  } catch (cause) {
    const seen = told(cause).replaceAll(/\s*\n\s*/g, ' ')
    throw new Error(`${harness.name} breaks the rule "${name}": ${seen}`, { cause })
  }
}

/** Milliseconds that a rule has. */
export function ruleTime(harness: DriverHarness, { long }: Rule): number {
  return limitsOf(harness).answerWithin * answersPerRule + (long ? extraTime : 0)
}

async function inTime(work: Promise<void>, limit: number): Promise<void> {
  const timer = new AbortController()
  const late = sleep(limit, undefined, { signal: timer.signal }).then(() =>
    expect(false, `there is no answer within ${limit} ms`),
  )
  late.catch(() => undefined)
  try {
    await Promise.race([work, late])
  } finally {
    timer.abort()
  }
}
