import { VirtError } from '@virt/core/driver'

/** What must not be, the words for it, and the error that it is when it is not CONFIG_UNSUPPORTED. */
export type Rule = readonly [wrong: unknown, detail: string, code?: 'XML_ERROR' | 'XML_DETAIL']

/** Refuse the first thing that is wrong. */
export function refuse(rules: readonly Rule[]): void {
  for (const [wrong, detail, code = 'CONFIG_UNSUPPORTED'] of rules)
    if (wrong)
      throw new VirtError(code, detail, { origin: code === 'CONFIG_UNSUPPORTED' ? 'QEMU' : 'DOMAIN' })
}
