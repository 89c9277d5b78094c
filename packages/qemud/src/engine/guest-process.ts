import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { processStart } from '../host/process-times.js'
import type { QmpClient } from '../qmp/client.js'
import type { RunningChild } from './launch.js'

/** A QEMU process, our child or one that was found again. */
export interface GuestProcess {
  readonly pid: number
  /** With the pid, what tells it from any other process. */
  readonly startTime: string
  /** Resolves when it is gone. */
  readonly exited: Promise<void>
  signal(name: 'SIGTERM' | 'SIGKILL'): void
  /** Do not keep this process waiting for that one. */
  unref(): void
}

/** A process that this one has just started. */
export function childProcess(child: RunningChild): GuestProcess {
  const { pid } = child
  return {
    pid,
    startTime: processStart(pid) ?? '',
    exited: once(child, 'exit').then(() => undefined),
    signal: (name) => void child.kill(name),
    unref: () => child.unref(),
  }
}

/** A process that an earlier engine started. Nobody tells us of its exit: the end of its monitor does. */
export function foundProcess(pid: number, startTime: string, monitor: QmpClient): GuestProcess {
  return silentProcess(pid, startTime, lost(monitor))
}

/** A process that an earlier engine started and that has not come back yet. */
export function silentProcess(pid: number, startTime: string, exited: Promise<void>): GuestProcess {
  return {
    pid,
    startTime,
    exited,
    signal: (name) => signalProcess(pid, startTime, name),
    unref: () => undefined,
  }
}

function lost(monitor: QmpClient): Promise<void> {
  return new Promise((resolve) => {
    void monitor.closed.then((reason) => {
      if (reason) resolve()
    })
  })
}

/** Signal a process by pid, if it is still the same one. */
export function signalProcess(pid: number, startTime: string, name: NodeJS.Signals): void {
  if (processStart(pid) !== startTime) return
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Ask the process to end, which lets it write its images; kill it when it does not. Answers whether it went by itself. */
export async function endProcess(target: GuestProcess, patience: number, force: boolean): Promise<boolean> {
  const timer = new AbortController()
  const impatience = sleep(patience, false, { signal: timer.signal }).catch(() => false)
  target.signal('SIGTERM')
  const gone = await Promise.race([target.exited.then(() => true), impatience])
  timer.abort()
  if (gone || !force) return gone
  target.signal('SIGKILL')
  await target.exited
  return false
}
