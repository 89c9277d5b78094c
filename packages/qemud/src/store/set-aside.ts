import { existsSync, renameSync } from 'node:fs'
import type { Warn } from '../engine/warn.js'

/**
 * Move a file that makes no sense out of the way, under a name that nothing reads, and say so. Nothing is deleted. A file
 * that could not even be read stays where it is: that may be the system's fault.
 */
export function setAside(path: string, reason: unknown, warn: Warn): void {
  const why = reason instanceof Error ? reason.message : String(reason)
  if (reason instanceof Error && 'syscall' in reason) {
    warn(`${path}: ${why}; ignored`)
    return
  }
  const target = unusedName(`${path}.broken`)
  try {
    renameSync(path, target)
    warn(`${path}: ${why}; kept as ${target}`)
  } catch {
    warn(`${path}: ${why}; ignored`)
  }
}

function unusedName(path: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${path}.${number}`
    if (!existsSync(candidate)) return candidate
  }
}
