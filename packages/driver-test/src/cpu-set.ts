/** libvirt's limit: a set that names more CPUs means those up to here. */
const largestCpu = 1023

/** The CPUs that `0-3,^2,7` names, ascending. */
export function parseCpuSet(text: string): readonly number[] {
  const cpus = new Set<number>()
  for (const part of text.split(',')) {
    const [, excluded, first, last] = /^\s*(\^?)(\d+)(?:-(\d+))?\s*$/.exec(part) ?? []
    if (first === undefined) continue
    const end = Math.min(Number(last ?? first), largestCpu)
    for (let cpu = Number(first); cpu <= end; cpu += 1)
      if (excluded) cpus.delete(cpu)
      else cpus.add(cpu)
  }
  return [...cpus].sort((a, b) => a - b)
}

/** The shortest way to write a set of CPUs: `0-1,7`. */
export function formatCpuSet(cpus: readonly number[]): string {
  const runs: [number, number][] = []
  for (const cpu of [...new Set(cpus)].sort((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run?.[1] === cpu - 1) run[1] = cpu
    else runs.push([cpu, cpu])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}
