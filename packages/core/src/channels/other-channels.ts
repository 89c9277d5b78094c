import type { Call } from '../contract/call.js'
import type { OperationArguments, OperationName, OperationResult } from '../contract/operations.js'
import type { Siblings } from '../contract/siblings.js'
import type { Channel } from './channel.js'
import { Router } from './router.js'

/** The channels of a connection but one, as that one may use them. */
export class OtherChannels implements Siblings {
  readonly #channels: readonly Channel[]
  readonly #driver: string

  /** The array is read anew at each call: it grows until the connection is open, and a channel may be replaced later. */
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
    return new Router(this.#channels.filter(({ driver }) => driver !== this.#driver))
  }
}
