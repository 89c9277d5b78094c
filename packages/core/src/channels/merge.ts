import type { Call, JobCall } from '../contract/call.js'
import type { OperationArguments, OperationName, OperationResult } from '../contract/operations.js'
import { VirtError } from '../errors/virt-error.js'
import { goesOn, weightier } from './fall-through.js'
import type { Route } from './lookup.js'

type Row = Record<string, unknown>

/**
 * Ask all channels at once and join their rows by uuid, or else by name, for a name belongs to one domain: a higher
 * channel's fields win, a lower one fills only what is missing. Rows stay in the order in which the highest channel that knows them gave them.
 */
export async function merge<N extends OperationName>(
  operation: N,
  routes: readonly Route<N>[],
  values: OperationArguments<N>,
  call: Call | JobCall,
): Promise<OperationResult<N>> {
  const settled = await Promise.allSettled(routes.map(({ invoke }) => invoke(values, call)))
  let refusal: VirtError | undefined
  const rows = new Map<unknown, Row>()
  settled.forEach((answer, index) => {
    if (answer.status === 'rejected') {
      const error = VirtError.from(answer.reason, { operation, driver: routes[index]?.driver })
      if (!goesOn(error, 'query')) throw error
      refusal = weightier(refusal, error)
    } else join(rows, answer.value as unknown as readonly Row[])
  })
  if (refusal && settled.every(({ status }) => status === 'rejected')) throw refusal
  return [...rows.values()] as OperationResult<N>
}

function join(known: Map<unknown, Row>, rows: readonly Row[]): void {
  const named = new Map([...known].map(([uuid, row]) => [identityOf(row).name, uuid]))
  for (const row of rows) {
    const { uuid, name } = identityOf(row)
    const key = known.has(uuid) || name === undefined ? uuid : (named.get(name) ?? uuid)
    const higher = known.get(key)
    known.set(key, higher ? { ...row, ...present(higher) } : row)
  }
}

function identityOf(row: Row): Row {
  return (row.domain as Row | undefined) ?? row
}

function present(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}
