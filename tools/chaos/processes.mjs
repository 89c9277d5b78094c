import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** All processes but those that have ended. */
export function processes() {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  return pids
    .map((pid) => ({ pid: Number(pid), words: read(`/proc/${pid}/cmdline`).split('\0').slice(0, -1) }))
    .filter(({ words }) => words.length > 0)
}

/** @param {number} pid @param {NodeJS.Signals} name */
export function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch {
    return
  }
}

/**
 * What a process has open, and whether it may write there.
 * @param {number} pid
 */
export function openFiles(pid) {
  return names(`/proc/${pid}/fd`).flatMap((fd) => {
    const path = target(`/proc/${pid}/fd/${fd}`)
    const flags = parseInt(/^flags:\s*(\d+)/m.exec(read(`/proc/${pid}/fdinfo/${fd}`))?.[1] ?? '0', 8)
    return path === undefined ? [] : [{ path, writable: (flags & 3) !== 0 }]
  })
}

/** @param {string} directory */
function names(directory) {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

/** @param {string} link */
function target(link) {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
