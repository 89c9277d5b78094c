import { readFileSync } from 'node:fs'
import { parseCpuList } from './cpu-list.js'

/** The host's NUMA nodes; a kernel that does not know of any has one. */
export function numaNodes(file = '/sys/devices/system/node/online'): readonly number[] {
  try {
    return parseCpuList(readFileSync(file, 'utf8').trim())
  } catch {
    return [0]
  }
}
