import { getSystemErrorMap } from 'node:util'
import { VirtError } from '@virt/core/driver'

/** What the system says against something that was to be done with a file. */
export function fileError(attempt: string, cause: unknown): VirtError {
  const { errno, message } = cause as NodeJS.ErrnoException
  const [, text] = getSystemErrorMap().get(errno ?? 0) ?? []
  const why = text ? text.charAt(0).toUpperCase() + text.slice(1) : message
  return new VirtError('SYSTEM_ERROR', `${attempt}: ${why}`, { origin: 'QEMU', cause })
}
