import type * as fastCheckModule from 'fast-check'
import type { OperationName } from '../../contract/operations.js'
import type { Connection } from '../../front/connection.js'
import type { RuleContext } from '../context.js'
import { told } from '../expect.js'
import { actions, shutdown } from '../model/actions.js'
import { newDomain, type WorldModel } from '../model/model.js'
import { Step } from '../model/step.js'
import { removeDomains } from '../remove.js'
import { longRule, type Rule } from '../rule.js'

type FastCheck = typeof fastCheckModule

const longest = 30
/** Milliseconds after which no new sequence is begun. */
const enough = 15_000

async function fastCheck(): Promise<FastCheck> {
  try {
    return await import('fast-check')
  } catch (cause) {
    throw new Error(
      "the random sequences need the package 'fast-check' (npm install --save-dev fast-check)",
      { cause },
    )
  }
}

/** The steps that this driver can be asked for. */
function stepsOf(fc: FastCheck, { connection, limits }: RuleContext, domains: number) {
  const { guestReactsWithin } = limits
  const possible = actions.filter(({ operation }) => connection.supports(operation))
  const all = possible.map((action) => ({ action, within: 0 }))
  if (guestReactsWithin !== undefined && connection.supports('domains.shutdown'))
    all.push({ action: shutdown, within: guestReactsWithin })
  // Most of what happens is about one domain; the other shows that it is not disturbed.
  const numbers = domains === 1 ? fc.constant(0) : fc.nat({ max: 4 }).map((number) => (number === 0 ? 1 : 0))
  return fc
    .tuple(
      fc.oneof(...all.map((choice) => ({ arbitrary: fc.constant(choice), weight: choice.action.weight }))),
      numbers,
      fc.boolean(),
    )
    .map(([{ action, within }, number, flag]) => new Step(action, number, flag, within))
}

/** Any order of changes, wrong ones included, shrunk to the shortest that still goes wrong. */
async function randomLives(context: RuleContext): Promise<void> {
  const fc = await fastCheck()
  const domains = Math.max(1, Math.min(2, context.limits.runningGuests))
  const property = fc.asyncProperty(
    fc.commands([stepsOf(fc, context, domains)], {
      maxCommands: longest,
      size: 'max',
      disableReplayLog: true,
    }),
    async (steps) => {
      const world: WorldModel = Array.from({ length: domains }, () => newDomain(context.config()))
      try {
        await fc.asyncModelRun(() => ({ model: world, real: context }), steps)
      } finally {
        await clear(context.connection, world)
      }
    },
  )
  const details = await fc.check(property, {
    seed: context.harness.seed,
    numRuns: context.limits.sequences,
    interruptAfterTimeLimit: enough,
  })
  if (details.failed) throw new Error(sentence(details))
}

function clear(connection: Connection, world: WorldModel): Promise<void> {
  return removeDomains(connection, new Set(world.map(({ config }) => config.name)))
}

function sentence({ counterexample, errorInstance, seed }: FailedRun): string {
  return `after [${String(counterexample?.[0])}] ${told(errorInstance)} (seed ${seed})`
}

interface FailedRun {
  readonly counterexample: readonly unknown[] | null
  readonly errorInstance: unknown
  readonly seed: number
}

const operations: readonly OperationName[] = [
  'domains.define',
  'domains.start',
  'domains.destroy',
  'domains.undefine',
]

export const modelRules: readonly Rule[] = [
  longRule(
    "any sequence of changes leaves a domain in the state that libvirt's state machine says",
    operations,
    randomLives,
  ),
]
