import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { processes, signal } from '../chaos/processes.mjs'

/** Where daemons keep what they know of running guests: in memory, as `/run` is on any host; else with other temporary files. */
export const runDirectory = usable('/dev/shm') ? '/dev/shm' : tmpdir()

/**
 * Two directories for daemons and their guests, on disk and in memory. `end` kills what still works in them, such as guests that a
 * failed or interrupted bench has left, and removes them; an interruption does it too.
 */
export function guestDirectories() {
  const disk = mkdtempSync(join(tmpdir(), 'virt-bench-'))
  const memory = mkdtempSync(join(runDirectory, 'virt-bench-'))
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const end = () => {
    for (const name of names) process.off(name, interrupted)
    for (const directory of [disk, memory]) clear(directory)
  }
  const interrupted = (name) => {
    end()
    process.kill(process.pid, name)
  }
  for (const name of names) process.on(name, interrupted)
  return { disk, memory, end }
}

function clear(directory) {
  for (const { pid } of processes())
    if (worksIn(pid, basename(directory)) && pid !== process.pid) signal(pid, 'SIGKILL')
  rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
}

/** By its command line, or by what is mounted for it: libvirt's guests see its directories under their usual names. */
function worksIn(pid, name) {
  return ['cmdline', 'mountinfo'].some((file) => read(`/proc/${pid}/${file}`).includes(name))
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function usable(directory) {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
