import { getSystemErrorMap } from 'node:util'
import { VirtError } from '@virt/core/driver'

/** A failed system call as libvirt reports it: what was tried, then the C library's words for the errno. */
export function systemError(attempt: string, cause: unknown): VirtError {
  return new VirtError('SYSTEM_ERROR', `${attempt}: ${strerror(cause)}`, { origin: 'TEST', cause })
}

function strerror(cause: unknown): string {
  const errno = cause instanceof Error && 'errno' in cause ? Number(cause.errno) : Number.NaN
  const words = getSystemErrorMap().get(errno)?.[1] ?? String(cause)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
