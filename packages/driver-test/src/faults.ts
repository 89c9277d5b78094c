import { setTimeout as delay } from 'node:timers/promises'
import { type Call, type OperationName, VirtError } from '@virt/core/driver'
import type { UriOptions } from './uri-options.js'

type Operation = (...values: unknown[]) => Promise<unknown>

/** The same operations, each slower or failing as the URI asks. Without such a wish: the very same object. */
export function withFaults<T extends object>(family: string, operations: T, options: UriOptions): T {
  if (options.latency === 0 && options.failures.size === 0) return operations
  const wrapped = Object.entries(operations).map(([key, operation]) => [
    key,
    faulty(`${family}.${key}` as OperationName, operation as Operation, options),
  ])
  return Object.fromEntries(wrapped) as T
}

function faulty(name: OperationName, operation: Operation, { latency, failures }: UriOptions): Operation {
  const code = failures.get(name)
  return async (...values) => {
    await pause(latency, values.at(-1) as Call | undefined)
    if (code) throw new VirtError(code, `${name} fails as the connection's URI asks`, { origin: 'TEST' })
    return operation(...values)
  }
}

/** Wait, unless the call is aborted. */
export async function pause(milliseconds: number, call: Call | undefined): Promise<void> {
  if (milliseconds > 0) await delay(milliseconds, undefined, { signal: call?.signal })
}
