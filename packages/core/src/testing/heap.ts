import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/** Bytes in use once all garbage is gone. */
export function heapUsed(): number {
  collect ??= collector()
  collect()
  return process.memoryUsage().heapUsed
}

/** The flag holds for contexts that are made after it. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
