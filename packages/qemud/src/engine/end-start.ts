import { processesWith } from '../host/find-processes.js'
import { processEnd } from '../host/process-end.js'
import { processStart } from '../host/process-times.js'

const pollInterval = 5

/**
 * End the QEMU of a start that nobody follows any more: who began it was killed before it wrote down the process, which
 * its monitor's path tells.
 */
export async function endStart(monitor: string): Promise<void> {
  const spellings = [monitor, monitor.replaceAll(',', ',,')]
  for (const pid of processesWith((word) => spellings.some((path) => word.includes(path)))) await end(pid)
}

async function end(pid: number): Promise<void> {
  const startTime = processStart(pid)
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
  await processEnd(pid, startTime, pollInterval)
}
