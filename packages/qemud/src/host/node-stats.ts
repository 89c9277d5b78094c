import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VirtError, type CpuMap, type NodeCpuStats } from '@virt/core/driver'
import { parseCpuList } from './cpu-list.js'
import { nanosecondsPerTick } from './process-times.js'

const thisHost = { stat: '/proc/stat', cpus: '/sys/devices/system/cpu' }

/** The host's CPUs, and which of them are used. */
export function cpuMap({ cpus }: typeof thisHost = thisHost): CpuMap {
  const numbers = (file: string): number[] => parseCpuList(readFileSync(join(cpus, file), 'latin1'))
  return { present: numbers('present').length, online: numbers('online') }
}

/** What one CPU of the host did since its start, or all of them together. */
export function cpuStats(cpu: number | undefined, { stat }: typeof thisHost = thisHost): NodeCpuStats {
  const label = `cpu${cpu ?? ''}`
  const line = readFileSync(stat, 'latin1')
    .split('\n')
    .find((each) => each.startsWith(`${label} `))
  if (line === undefined)
    throw new VirtError('INVALID_ARG', `the host has no online CPU ${cpu ?? ''}`, { origin: 'QEMU' })
  const ticks = line.trim().split(/\s+/).slice(1).map(Number)
  const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, interrupts = 0, softInterrupts = 0] = ticks
  const times = { user: user + nice, system: system + interrupts + softInterrupts, idle, ioWait }
  return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time * nanosecondsPerTick]))
}
