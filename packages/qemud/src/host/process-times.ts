import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { parseCpuList } from './cpu-list.js'

const ticksPerSecond = 100
export const nanosecondsPerTick: number = 1e9 / ticksPerSecond
const millisecondsPerTick = 1e3 / ticksPerSecond

/** CPU time of a process, in nanoseconds. */
export interface ProcessTimes {
  readonly user: number
  readonly system: number
}

/**
 * Reads the times of one process again and again through one open file of /proc: quick, and never of another process that
 * got the same pid. The kernel counts in ticks: within one, the last answer stands.
 */
export class ProcessClock {
  readonly #file: number
  readonly #buffer: Buffer = Buffer.allocUnsafe(1024)
  #times: ProcessTimes = { user: 0, system: 0 }
  #readAt = -Infinity

  constructor(pid: number) {
    this.#file = openSync(`/proc/${pid}/stat`, 'r')
  }

  read(): ProcessTimes {
    const now = performance.now()
    if (now - this.#readAt < millisecondsPerTick) return this.#times
    const length = readSync(this.#file, this.#buffer, 0, this.#buffer.length, 0)
    const { userTime, systemTime } = statFields(this.#buffer.toString('latin1', 0, length))
    this.#times = { user: ticks(userTime), system: ticks(systemTime) }
    this.#readAt = now
    return this.#times
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** What tells a process from a later one with the same pid: its start, in ticks since boot. `undefined` when there is none. */
export function processStart(pid: number): string | undefined {
  try {
    const { state, startTime } = statFields(readFileSync(`/proc/${pid}/stat`, 'latin1'))
    return state === 'Z' || state === 'X' ? undefined : startTime
  } catch {
    return undefined
  }
}

/** The CPU time of one thread in nanoseconds, and the host CPU that it was on. */
export function threadStat(
  pid: number,
  thread: number,
): { readonly time: number; readonly cpu: number } | undefined {
  try {
    const fields = statFields(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1'))
    return { time: ticks(fields.userTime) + ticks(fields.systemTime), cpu: Number(fields.processor) }
  } catch {
    return undefined
  }
}

/** Nanoseconds that a thread was ready and had no host CPU. */
export function threadDelay(pid: number, thread: number): number | undefined {
  try {
    const [, delay] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')
    return Number(delay)
  } catch {
    return undefined
  }
}

/** The host CPUs that a thread may run on. */
export function allowedCpus(pid: number, thread: number): number[] {
  try {
    const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'latin1')
    return parseCpuList(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '')
  } catch {
    return []
  }
}

interface StatFields {
  readonly state: string
  readonly userTime: string
  readonly systemTime: string
  readonly startTime: string
  readonly processor: string
}

function statFields(line: string): StatFields {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const field = (number: number): string => fields[number - 3] ?? ''
  return {
    state: field(3),
    userTime: field(14),
    systemTime: field(15),
    startTime: field(22),
    processor: field(39),
  }
}

function ticks(text: string): number {
  return Number(text) * nanosecondsPerTick
}
