import type { Call, JobCall } from '../contract/call.js'
import type { Enough } from '../contract/enough.js'
import {
  operations,
  type OperationArguments,
  type OperationName,
  type OperationResult,
  type OperationTraits,
} from '../contract/operations.js'
import { VirtError } from '../errors/virt-error.js'
import { goesOn, weightier } from './fall-through.js'
import type { Route } from './lookup.js'
import { type Row, Rows } from './rows.js'

/**
 * Ask the channels and join their rows: all at once, or, where the nearer ones may know enough, one after the other until
 * they do.
 */
export async function merge<N extends OperationName>(
  operation: N,
  routes: readonly Route<N>[],
  values: OperationArguments<N>,
  call: Call | JobCall,
): Promise<OperationResult<N>> {
  const { enough } = operations[operation] as unknown as OperationTraits
  const whole = enough?.(...values) as Enough<Row> | undefined
  const rows = new Rows()
  const refusals: VirtError[] = []
  const ask = async ({ driver, invoke }: Route<N>): Promise<readonly Row[]> => {
    try {
      return (await invoke(values, call)) as unknown as readonly Row[]
    } catch (thrown) {
      const error = VirtError.from(thrown, { operation, driver })
      if (!goesOn(error, 'query')) throw error
      refusals.push(error)
      return []
    }
  }
  for (const wave of whole ? routes.map((route) => [route]) : [routes]) {
    for (const answer of await Promise.all(wave.map(ask))) rows.join(answer)
    if (whole?.(rows.all)) break
  }
  if (refusals.length === routes.length) throw refusals.reduce(weightier)
  return rows.all as unknown as OperationResult<N>
}
