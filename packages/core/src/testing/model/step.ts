import type { AsyncCommand } from 'fast-check'
import type { RuleContext } from '../context.js'
import { equal, eventually, outcome } from '../expect.js'
import type { Action, Scene } from './actions.js'
import { agree } from './agreement.js'
import type { WorldModel } from './model.js'

/** One action on one of the domains, with all that must be so afterwards. */
export class Step implements AsyncCommand<WorldModel, RuleContext, true> {
  readonly #action: Action
  readonly #number: number
  readonly #flag: boolean
  readonly #within: number

  /** What was asked for may take until `within` milliseconds after the answer. */
  constructor(action: Action, number: number, flag: boolean, within: number) {
    this.#action = action
    this.#number = number
    this.#flag = flag
    this.#within = within
  }

  async check(world: Readonly<WorldModel>): Promise<boolean> {
    const model = world[this.#number]
    return model !== undefined && (this.#action.clear?.(model) ?? true)
  }

  async run(world: WorldModel, { connection, harness }: RuleContext): Promise<void> {
    const model = world[this.#number]
    if (!model) return
    const domain = connection.domain(model.config)
    const booted = async (): Promise<void> => harness.booted?.(domain)
    const scene: Scene = { connection, domain, model, booted }
    const refusal = this.#action.refusal(model)
    equal(
      await outcome(this.#action.act(scene, this.#flag)),
      refusal ?? 'done',
      `${this.toString()}: the answer`,
    )
    if (!refusal) this.#action.apply(model, this.#flag)
    await eventually(this.#within, () => agree(scene))
  }

  toString(): string {
    const { operation, flag } = this.#action
    return this.#flag && flag
      ? `${operation} of ${this.#number} (${flag})`
      : `${operation} of ${this.#number}`
  }
}
