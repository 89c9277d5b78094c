import type { DriverHarness, DriverLimits } from './harness.js'

/** What holds where a harness states nothing. */
const usual = {
  minimumMemory: 4096,
  answerWithin: 10_000,
  runningGuests: 2,
  guestReactsWithin: undefined,
  consoleEchoes: false,
  callsAtOnce: 50,
  opens: 10_000,
  sequences: 300,
} as const satisfies { readonly [L in keyof Required<DriverLimits>]: unknown }

/** All limits of a driver, those that it does not state included. */
export type Limits = DriverLimits & Required<Omit<DriverLimits, 'guestReactsWithin'>>

export const limitsOf = ({ limits }: DriverHarness): Limits => ({ ...usual, ...limits })

/** The limits that a harness states, as a line to print; `undefined` when it states none. */
export function statedLimits({ limits = {} }: DriverHarness): string | undefined {
  const stated = Object.entries(limits).map(([name, value]) => `${name} ${value}`)
  return stated.length === 0 ? undefined : stated.join(', ')
}
