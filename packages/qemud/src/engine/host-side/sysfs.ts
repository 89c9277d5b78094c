import { readFileSync } from 'node:fs'

/** What a file of sysfs says; absent when it is not there. */
export function attribute(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1').trim()
  } catch {
    return undefined
  }
}
