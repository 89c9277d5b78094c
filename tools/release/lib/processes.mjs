import { readFileSync, readdirSync } from 'node:fs'

/**
 * End what programs of a directory left running: a driver starts its daemon, which outlives it by design.
 * @param {string} directory
 */
export function endProcessesUnder(directory) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    if (commandLine(pid).some((word) => word.startsWith(`${directory}/users/`))) process.kill(Number(pid))
}

/** @param {string} pid */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
