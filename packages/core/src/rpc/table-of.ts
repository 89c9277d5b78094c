import type { JobCall } from '../contract/call.js'
import type { DriverConnection } from '../contract/driver.js'
import { type OperationName, operations } from '../contract/operations.js'

/** Passes an operation on: its arguments without the trailing call, and the call. */
export type Pass = (name: OperationName, values: readonly unknown[], call: JobCall) => Promise<unknown>

type Table = Pick<DriverConnection, 'host' | 'domains' | 'networks' | 'snapshots'>
type Operation = (...values: unknown[]) => Promise<unknown>

/** A driver connection's operations, those of these names, all of which are passed on in the same way. */
export function tableOf(names: Iterable<OperationName>, pass: Pass): Table {
  const table: Record<string, Record<string, Operation>> = {}
  for (const name of names) {
    const [family, operation] = name.split('.') as [string, string]
    const count = operations[name].arguments.length
    const members = (table[family] ??= {})
    members[operation] = (...values) => pass(name, values.slice(0, count), values[count] ?? {})
  }
  return table
}
