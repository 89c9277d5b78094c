import { Failure } from './failure.js'

type Flags = Readonly<Record<string, unknown>>

const isSet = (values: Flags, name: string): boolean => Boolean(values[name])

/** These options do not go together. */
export function exclusive(values: Flags, one: string, ...others: readonly string[]): void {
  for (const other of others)
    if (isSet(values, one) && isSet(values, other))
      throw new Failure(`Options --${one} and --${other} are mutually exclusive`)
}

/** One option makes sense only with another. */
export function requires(values: Flags, one: string, other: string): void {
  if (isSet(values, one) && !isSet(values, other))
    throw new Failure(`Option --${other} is required by option --${one}`)
}
