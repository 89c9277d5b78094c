import type { CallOptions } from './call-options.js'

/** Users give flags and call options in one object; drivers get them apart. */
export function split(options: CallOptions): { call: CallOptions; flags: object } {
  const { signal, timeout, ...flags } = options
  return { call: { signal, timeout }, flags }
}
