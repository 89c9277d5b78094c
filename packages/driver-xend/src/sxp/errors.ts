import { VirtError } from '@virt/core/driver'

/** Text that is not in this notation, and where. */
export function notSxp(what: string, offset: number): VirtError {
  return new VirtError('PARSE_FAILED', `S-expression: ${what} at byte ${offset}`, { origin: 'SEXPR' })
}
