import { readFileSync } from 'node:fs'

const line = /^(\w+):\s+(\d+) kB$/

/** One figure of /proc/meminfo, in KiB. */
export function memoryFigure(name: 'MemTotal' | 'MemFree', meminfo: string = '/proc/meminfo'): number {
  for (const text of readFileSync(meminfo, 'utf8').split('\n')) {
    const [, found, value] = line.exec(text) ?? []
    if (found === name) return Number(value)
  }
  return 0
}
