import { readFileSync } from 'node:fs'

/** The numbers of the kernel's list format: `0-2,5` is 0, 1, 2, 5. */
export function parseCpuList(text: string): number[] {
  return text
    .trim()
    .split(',')
    .filter((range) => range !== '')
    .flatMap(expand)
}

function expand(range: string): number[] {
  const [first = 0, last = first] = range.split('-').map(Number)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Ranges as the kernel and libvirt write them: `0-1,3,7`. */
export function formatCpuList(cpus: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const cpu of [...new Set(cpus)].sort((a, b) => a - b)) {
    const range = ranges.at(-1)
    if (range?.[1] === cpu - 1) range[1] = cpu
    else ranges.push([cpu, cpu])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

/** All host CPUs that are online. */
export function onlineCpus(): number[] {
  return parseCpuList(readFileSync('/sys/devices/system/cpu/online', 'latin1'))
}
