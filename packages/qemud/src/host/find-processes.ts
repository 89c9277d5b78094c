import { readdirSync, readFileSync } from 'node:fs'

/** Pids of all processes with such a word in their command line. */
export function processesWith(fits: (word: string) => boolean): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => commandLine(pid).some(fits))
}

/** Empty when there is no such process. */
export function commandLine(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
