import type { AsyncCommand } from 'fast-check'
import type { Connection } from '../../front/connection.js'
import { equal, eventually, outcome } from '../expect.js'
import type { Action, Scene } from './actions.js'
import { agree } from './agreement.js'
import type { WorldModel } from './model.js'

/** One action on one of the domains, with all that must be so afterwards. */
export class Step implements AsyncCommand<WorldModel, Connection, true> {
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

  async run(world: WorldModel, connection: Connection): Promise<void> {
    const model = world[this.#number]
    if (!model) return
    const scene: Scene = { connection, domain: connection.domain(model.config), model }
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
    return `${this.#action.operation}(${this.#number}, ${this.#flag})`
  }
}
