import type { Argument } from './arguments.js'
import type { Enough } from './enough.js'

/** One row of the table: everything that front-end, channels, RPC and documentation need to know of an operation. */
export interface OperationTraits<Values extends readonly unknown[] = readonly unknown[]> {
  /** A `change` is refused on a read-only connection, and never asked twice. */
  readonly kind: 'query' | 'change'
  /** How several channels answer: the `first` that can, or all of them, `merge`d by uuid. */
  readonly combine: 'first' | 'merge'
  /** A plain `value`; a long-running `job` with progress; a byte `stream`; or `events` until unsubscribed. */
  readonly result: 'value' | 'job' | 'stream' | 'events'
  readonly arguments: { readonly [I in keyof Values]: Argument<Values[I]> }
  /** For a `merge`: when the rows of the nearer channels answer these arguments, so that those further away need not be asked. `undefined`: all are asked, at once. */
  readonly enough?: (...values: Values) => Enough<never> | undefined
  /** Whether these arguments turn a query into one that a read-only connection may not ask. */
  readonly privileged?: (...values: Values) => boolean
}

type Options = Partial<Omit<OperationTraits, 'kind' | 'arguments' | 'privileged' | 'enough'>>

type Arguments<Values extends readonly unknown[]> = { readonly [I in keyof Values]: Argument<Values[I]> }

/** A row of a question. */
export const query = <V extends readonly unknown[]>(
  args: Arguments<V>,
  options: Options = {},
): OperationTraits<V> => ({
  kind: 'query',
  combine: 'first',
  result: 'value',
  ...options,
  arguments: args,
})

/** A row of what changes something. */
export const change = <V extends readonly unknown[]>(
  args: Arguments<V>,
  options: Options = {},
): OperationTraits<V> => ({
  ...query(args, options),
  kind: 'change',
})
