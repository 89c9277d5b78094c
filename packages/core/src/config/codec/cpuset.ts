import type { Value } from './values.js'

const most = 16384

/** The CPUs or nodes that `0-3,^2,7` names, ascending; `undefined` when it is not such a list. */
export function parseCpuSet(text: string): readonly number[] | undefined {
  const members = new Set<number>()
  for (const part of text.replace(/\s/g, '').split(',')) {
    const [, not, first, last = first] = /^(\^?)(\d+)(?:-(\d+))?$/.exec(part) ?? []
    if (first === undefined || Number(last) < Number(first) || Number(last) >= most) return undefined
    if (not !== '' && last !== first) return undefined
    for (let member = Number(first); member <= Number(last); member++)
      if (not === '') members.add(member)
      else members.delete(member)
  }
  return [...members].sort((a, b) => a - b)
}

/** Ranges as libvirt writes them: `0-1,3,7`. */
export function formatCpuSet(members: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const member of members) {
    const range = ranges.at(-1)
    if (range?.[1] === member - 1) range[1] = member
    else ranges.push([member, member])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

/** A set of CPUs or nodes in libvirt's normal form. */
export const cpuSet: Value<string> = {
  read(text) {
    const members = parseCpuSet(text)
    return members && formatCpuSet(members)
  },
  write: (value) => value,
}
