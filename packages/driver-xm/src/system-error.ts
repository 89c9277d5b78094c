import { getSystemErrorMap } from 'node:util'
import { type ErrorCode, VirtError } from '@virt/core/driver'
import { refusal } from './refusal.js'

const forbidden: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS'])

/** The operating system's name of what went wrong: `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
}

/** The operating system's sentence: `no space left on device`. */
export function systemText(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException
  return (errno !== undefined && getSystemErrorMap().get(errno)?.[1]) || message
}

/** What the operating system refused, as an error of this driver: ACCESS_DENIED, or else the given code. */
export function failed(error: unknown, code: ErrorCode, what: string): VirtError {
  if (VirtError.is(error)) return error
  const fitting = forbidden.has(systemCode(error)) ? 'ACCESS_DENIED' : code
  return refusal(fitting, `${what}: ${systemText(error)}`, error)
}
