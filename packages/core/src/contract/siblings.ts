import type { Call } from './call.js'
import type { OperationArguments, OperationName, OperationResult } from './operations.js'

/**
 * The other channels of a connection, for the part of an operation that is theirs: who keeps definitions has them started
 * by the channel that starts. Answers once the connection is open.
 */
export interface Siblings {
  /** Whether {@link run} can be asked for it at all: for who has one half of an operation, and claims it only where the other half is. */
  supports(operation: OperationName): boolean
  /** Run an operation as the front-end would, on the channels beside this one. Its arguments are not checked again. NO_SUPPORT when none of them has it. */
  run<N extends OperationName>(
    operation: N,
    values: OperationArguments<N>,
    call: Call,
  ): Promise<OperationResult<N>>
}
