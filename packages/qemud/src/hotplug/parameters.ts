import { VirtError } from '@virt/core/driver'

/** @throws INVALID_ARG for a name that is none of these, or a value that is no amount. */
export function checkParameters(
  parameters: Readonly<Record<string, number>>,
  names: readonly string[],
): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (!names.includes(name)) throw wrong(`parameter '${name}' not supported`)
    if (!Number.isSafeInteger(value) || value < 0)
      throw wrong(`parameter '${name}' must be a whole number from 0 on`)
  }
}

export function wrong(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}
