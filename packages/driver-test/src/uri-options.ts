import { type ErrorCode, errorCodes, type OperationName, operations, VirtError } from '@virt/core/driver'

/** What the query of a `test:` URI asks for. */
export interface UriOptions {
  /** Milliseconds that every operation takes longer. */
  readonly latency: number
  /** Operations that fail, each with its code. */
  readonly failures: ReadonlyMap<OperationName, ErrorCode>
}

const longestLatency = 3_600_000

/**
 * The options of `?latency=MS&fail=OPERATION:CODE`; `fail` may be repeated. A bare word means nothing here, as in
 * libvirt; INVALID_ARG for any other parameter with a value.
 */
export function parseOptions(query: URLSearchParams): UriOptions {
  for (const [name, value] of query)
    if (name !== 'latency' && name !== 'fail' && value !== '')
      throw invalid(`unknown URI parameter '${name}'`)
  return {
    latency: parseLatency(query.getAll('latency')),
    failures: new Map(query.getAll('fail').map(parseFailure)),
  }
}

function parseLatency(values: readonly string[]): number {
  const [text = '0', ...more] = values
  const latency = Number(text)
  if (more.length > 0 || !/^\d+$/.test(text) || latency > longestLatency)
    throw invalid(`latency must be one whole number of milliseconds up to ${longestLatency}`)
  return latency
}

function parseFailure(text: string): [OperationName, ErrorCode] {
  const colon = text.lastIndexOf(':')
  const operation = text.slice(0, Math.max(colon, 0))
  const code = text.slice(colon + 1)
  if (!isOperation(operation)) throw invalid(`fail=${text}: unknown operation '${operation}'`)
  if (!isCode(code)) throw invalid(`fail=${text}: unknown error code '${code}'`)
  return [operation, code]
}

const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name)
const isCode = (name: string): name is ErrorCode => Object.hasOwn(errorCodes, name)
const invalid = (detail: string): VirtError => new VirtError('INVALID_ARG', detail, { origin: 'TEST' })
