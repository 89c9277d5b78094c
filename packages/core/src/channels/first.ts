import type { Call, JobCall } from '../contract/call.js'
import {
  operations,
  type OperationArguments,
  type OperationName,
  type OperationResult,
} from '../contract/operations.js'
import { VirtError } from '../errors/virt-error.js'
import { goesOn, weightier } from './fall-through.js'
import type { Route } from './lookup.js'

/** Ask one channel after the other until one answers; of the refusals, the most telling one is thrown. */
export async function first<N extends OperationName>(
  operation: N,
  routes: readonly Route<N>[],
  values: OperationArguments<N>,
  call: Call | JobCall,
): Promise<OperationResult<N>> {
  let refusal: VirtError | undefined
  for (const { driver, invoke } of routes) {
    try {
      return await invoke(values, call)
    } catch (thrown) {
      const error = VirtError.from(thrown, { operation, driver })
      if (!goesOn(error, operations[operation].kind)) throw error
      refusal = weightier(refusal, error)
    }
  }
  throw refusal ?? new VirtError('NO_SUPPORT', operation, { operation })
}
