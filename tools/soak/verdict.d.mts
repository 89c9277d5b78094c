import type { Row, Sample } from './soak.mjs'

/** What one daemon held, of its samples and its descriptors before the first client and after the last one. */
export declare function rowsOf(
  gauge: { readonly name: string; readonly samples: readonly Sample[] },
  before: number,
  after: number,
): Row[]
