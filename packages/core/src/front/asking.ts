import type { OperationName, OperationResult } from '../contract/operations.js'
import type { CallOptions } from './call-options.js'

/** What all parts of a {@link Domain} have in common: they ask about the same one. */
export abstract class Asking {
  /** @internal The values are those after the domain; the options are its flags, and how long to wait. */
  protected abstract ask<N extends OperationName>(
    name: N,
    values: readonly unknown[],
    options?: CallOptions,
  ): Promise<OperationResult<N>>
}
