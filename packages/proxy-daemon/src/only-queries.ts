import { type DriverConnection, type OperationName, operationNames, operations } from '@virt/core/driver'
import { lookup, type Pass, tableOf } from '@virt/core/rpc'

/** What a connection can be asked without changing anything, by the contract's own table. */
export function queriesOf(connection: DriverConnection): readonly OperationName[] {
  return operationNames.filter(
    (name) => operations[name].kind === 'query' && lookup(connection, name) !== undefined,
  )
}

/** A connection with the queries of another one, whatever else that offers. */
export function onlyQueries(connection: DriverConnection): DriverConnection {
  const ask: Pass = (name, values, call) =>
    (lookup(connection, name) as unknown as (...all: unknown[]) => Promise<unknown>)(values, call)
  const { driver, lost } = connection
  return { driver, lost, ...tableOf(queriesOf(connection), ask), close: () => connection.close() }
}
