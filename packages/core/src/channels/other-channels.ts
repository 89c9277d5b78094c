import type { Call } from '../contract/call.js'
import type { OperationArguments, OperationName, OperationResult } from '../contract/operations.js'
import type { Siblings } from '../contract/siblings.js'
import type { Channel } from './channel.js'
import { Router } from './router.js'

/** The channels of a connection but one, as that one may use them. */
export class OtherChannels implements Siblings {
  readonly #channels: readonly Channel[]
  readonly #driver: string
  #router: Router | undefined

  /** The array may still grow until the connection is open. */
  constructor(channels: readonly Channel[], driver: string) {
    this.#channels = channels
    this.#driver = driver
  }

  run<N extends OperationName>(
    operation: N,
    values: OperationArguments<N>,
    call: Call,
  ): Promise<OperationResult<N>> {
    return this.#others.run(operation, values, call)
  }

  supports(operation: OperationName): boolean {
    return this.#others.routes(operation).length > 0
  }

  get #others(): Router {
    return (this.#router ??= new Router(this.#channels.filter(({ driver }) => driver !== this.#driver)))
  }
}
