import { Failure } from '../../parser/failure.js'

/** `0-3,5` from ascending numbers. */
export function formatCpuSet(cpus: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const cpu of cpus) {
    const last = ranges.at(-1)
    if (last && last[1] + 1 === cpu) last[1] = cpu
    else ranges.push([cpu, cpu])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

const item = /^(?:\^(\d+)|(\d+)(?:-(\d+))?)$/
const largest = 1024

/** Numbers of a list such as `0-3,^2`; `undefined` when it is none, or holds nothing. */
export function parseCpuSet(text: string): number[] | undefined {
  const cpus = new Set<number>()
  for (const part of text.split(',')) {
    const [matched, excluded, first, last = first] = item.exec(part.trim()) ?? []
    if (matched === undefined || Number(last) >= largest || Number(first) > Number(last)) return undefined
    if (excluded !== undefined) cpus.delete(Number(excluded))
    else for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.add(cpu)
  }
  return cpus.size === 0 ? undefined : [...cpus].sort((a, b) => a - b)
}

/** The numbers below a limit. */
export const upTo = (limit: number): number[] => Array.from({ length: limit }, (_, cpu) => cpu)

/** CPUs that a node can have: what its topology says, as `virNodeInfo` counts them. */
export function nodeCpus(node: {
  cpus: number
  nodes: number
  sockets: number
  cores: number
  threads: number
}): number {
  return Math.max(node.cpus, node.nodes * node.sockets * node.cores * node.threads)
}

/** Host CPUs to pin to: a list, or `r` for all. */
export function parseCpuList(cpulist: string, cpus: number): number[] {
  if (cpulist.startsWith('r')) return upTo(cpus)
  const list = parseCpuSet(cpulist)
  if (!list) throw new Failure(`Invalid cpulist '${cpulist}'.`)
  const last = list.at(-1) ?? 0
  if (last >= cpus) throw new Failure(`CPU ${last} in cpulist '${cpulist}' exceed the maxcpu ${cpus}`)
  return list
}
