import type { ErrorCode, VirtError } from '@virt/core/driver'
import { refusal } from '../transport/failure.js'

/** What xend's sentences mean; the first that fits counts. It has no codes of its own. */
const meanings: readonly (readonly [RegExp, ErrorCode])[] = [
  [/already exists|name is already in use|already in use by/i, 'DOM_EXIST'],
  [/is already running|is not halted|not running|NoneType|cannot be shutdown/, 'OPERATION_INVALID'],
  [/privileged domain|Domain-?\s?0 /i, 'OPERATION_INVALID'],
  [/^Device \S+ (?:\(\w+\) )?not connected/, 'DEVICE_MISSING'],
  [/^(?:No such domain|No domain named|<?Fault 3)|Domain \S+ (?:does not exist|not found)/, 'NO_DOMAIN'],
  [/greater than max|out of range|less than or equal|Zero or less|Cannot pin vcpu/i, 'INVALID_ARG'],
  [
    /Invalid VM Name|Invalid Configuration|not a valid device type|MAC address|may not be reconfigured/i,
    'CONFIG_UNSUPPORTED',
  ],
  [/need \d+ KiB|not enough (?:free )?memory|Cannot allocate memory/i, 'NO_MEMORY'],
]

/** The error that `(xend.err 'sentence')` stands for. */
export function xendError(sentence: string): VirtError {
  const meaning = meanings.find(([pattern]) => pattern.test(sentence))
  return refusal(meaning?.[1] ?? 'OPERATION_FAILED', `xend: ${sentence}`)
}
