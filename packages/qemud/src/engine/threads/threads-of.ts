import { readdirSync } from 'node:fs'
import type { Call } from '@virt/core/driver'
import type { Guest } from '../guest.js'

/** The threads of a guest's QEMU, by what they do. */
export interface GuestThreads {
  /** By number of the vcpu. */
  readonly vcpus: ReadonlyMap<number, number>
  /** By number of the I/O thread. */
  readonly ioThreads: ReadonlyMap<number, number>
  /** All others. */
  readonly emulator: readonly number[]
}

/** Ask QEMU and the kernel which threads there are now. */
export async function threadsOf(guest: Guest, call: Call): Promise<GuestThreads> {
  const [cpus, io] = await Promise.all([
    guest.monitor.execute('query-cpus-fast', {}, call),
    guest.monitor.execute('query-iothreads', {}, call),
  ])
  const vcpus = new Map(cpus.map((cpu) => [cpu['cpu-index'], cpu['thread-id']]))
  const ioThreads = new Map(io.map((each) => [ioThreadNumber(each.id), each['thread-id']]))
  const known = new Set([...vcpus.values(), ...ioThreads.values()])
  return { vcpus, ioThreads, emulator: allThreads(guest).filter((thread) => !known.has(thread)) }
}

/** `iothread1` is number 1. */
export function ioThreadNumber(id: string): number {
  return Number(id.slice('iothread'.length))
}

function allThreads({ process }: Guest): number[] {
  try {
    return readdirSync(`/proc/${process?.pid ?? 0}/task`).map(Number)
  } catch {
    return []
  }
}
