import type { OperationName } from '../contract/operations.js'
import type { RuleContext } from './context.js'

/** One sentence of the contract, and how to see whether a driver keeps it. */
export interface Rule {
  /** The sentence. */
  readonly name: string
  /** What it is about: it applies to drivers that have all of these. */
  readonly operations: readonly OperationName[]
  /** It applies to drivers that do not have this one. */
  readonly absent?: OperationName
  /** Whether the harness must be able to cut connections. */
  readonly kills?: true
  /** Its time depends on how much it is asked to do, not on how fast one answer comes. */
  readonly long?: true
  /** Throws what was seen instead, as a part of a sentence. */
  readonly run: (context: RuleContext) => Promise<void>
}

/** What a rule is chosen by. */
export interface Subject {
  readonly supports: (operation: OperationName) => boolean
  readonly kills: boolean
}

export function rule(name: string, operations: readonly OperationName[], run: Rule['run']): Rule {
  return { name, operations, run }
}

export const longRule: typeof rule = (name, operations, run) => ({
  ...rule(name, operations, run),
  long: true,
})

/** Presence decides, and nothing else. */
export function applies({ operations, absent, kills }: Rule, subject: Subject): boolean {
  return (
    operations.every(subject.supports) &&
    (absent === undefined || !subject.supports(absent)) &&
    (!kills || subject.kills)
  )
}
