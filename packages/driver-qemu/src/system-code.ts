/** The operating system's code behind an error: its own, or its cause's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return 'syscall' in error && 'code' in error ? String(error.code) : systemCode(error.cause)
}
