import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'

/** Where daemons keep what they know of running guests: in memory, as `/run` is on any host; else with other temporary files. */
export const runDirectory = usable('/dev/shm') ? '/dev/shm' : tmpdir()

function usable(directory) {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
