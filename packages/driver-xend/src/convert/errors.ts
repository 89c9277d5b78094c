import { VirtError } from '@virt/core/driver'

/** An expression that is no domain's. */
export function incomplete(what: string): VirtError {
  return new VirtError('PARSE_FAILED', `S-expression: domain information incomplete, ${what}`, {
    origin: 'SEXPR',
  })
}
