import type { DriverConnection } from '../contract/driver.js'
import type { Families, OperationArguments, OperationName, OperationResult } from '../contract/operations.js'
import type { Call, JobCall } from '../contract/call.js'

/** An operation of an open channel, bound to it: its checked arguments in, its answer out. */
export type Invoke<N extends OperationName> = (
  values: OperationArguments<N>,
  call: Call | JobCall,
) => Promise<OperationResult<N>>

/** One channel's way to answer one operation. */
export interface Route<N extends OperationName = OperationName> {
  readonly driver: string
  readonly invoke: Invoke<N>
}

/** The operation of that name, or `undefined` when the channel does not have it. */
export function lookup<N extends OperationName>(
  connection: DriverConnection,
  name: N,
): Invoke<N> | undefined {
  const [family, operation] = name.split('.') as [keyof Families, string]
  const owner = connection[family] as Record<string, unknown> | undefined
  const found = owner?.[operation]
  if (typeof found !== 'function') return undefined
  const apply = found as (...values: unknown[]) => Promise<OperationResult<N>>
  return (values, call) => apply.call(owner, ...(values as readonly unknown[]), call)
}
