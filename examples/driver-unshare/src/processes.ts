import { readdir, readFile } from 'node:fs/promises'

const nanosecondsPerTick = 10_000_000

/** What the processes below `unshare` have used so far. */
export interface Usage {
  readonly cpuTime: number
  /** KiB. */
  readonly memory: number
}

/** The host's number of a domain's init, once there is one. */
export async function initOf(leader: number): Promise<number | undefined> {
  return (await children(leader))[0]
}

/** Added up over all processes that are there now; one that ends meanwhile counts nothing. */
export async function usageOf(leader: number): Promise<Usage> {
  const all = await Promise.all((await descendants(leader)).map(usage))
  return all.reduce(
    (sum, one) => ({
      cpuTime: sum.cpuTime + one.cpuTime,
      memory: sum.memory + one.memory,
    }),
    { cpuTime: 0, memory: 0 },
  )
}

async function descendants(process: number): Promise<number[]> {
  const direct = await children(process)
  return [...direct, ...(await Promise.all(direct.map(descendants))).flat()]
}

async function children(process: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${process}/task`).catch(() => [])
  const lists = await Promise.all(tasks.map((task) => text(`/proc/${process}/task/${task}/children`)))
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
}

/** proc(5): user and system time, with those of children that were waited for, are fields 14 to 17 of `stat`. */
async function usage(process: number): Promise<Usage> {
  const [stat, status] = await Promise.all([text(`/proc/${process}/stat`), text(`/proc/${process}/status`)])
  const times = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
  const ticks = times.reduce((sum, time) => sum + Number(time), 0)
  return { cpuTime: ticks * nanosecondsPerTick, memory: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) }
}

const text = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
