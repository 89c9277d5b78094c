import type { Field } from '../../src/layout/field.js'
import type { CallLayout, XenInterface } from '../../src/layout/interface.js'
import { interfaces } from '../../src/layout/table.js'

/** What the header says and what the table says, in one shape. */
export interface Layouts {
  readonly sysctl: number
  readonly domctl: number
  readonly sizes: Readonly<Record<string, number>>
  readonly commands: Readonly<Record<string, number>>
  /** Offsets by `structure.member`. */
  readonly offsets: Readonly<Record<string, number>>
}

/** Where the members of a call are in the header: its envelope, the member of its union, and the command. */
const places = {
  getdomaininfolist: ['sysctl', 'getdomaininfolist', 'XEN_SYSCTL_getdomaininfolist'],
  physinfo: ['sysctl', 'physinfo', 'XEN_SYSCTL_physinfo'],
  schedId: ['sysctl', 'sched_id', 'XEN_SYSCTL_sched_id'],
  cpupoolOp: ['sysctl', 'cpupool_op', 'XEN_SYSCTL_cpupool_op'],
  destroydomain: ['domctl', '', 'XEN_DOMCTL_destroydomain'],
  pausedomain: ['domctl', '', 'XEN_DOMCTL_pausedomain'],
  unpausedomain: ['domctl', '', 'XEN_DOMCTL_unpausedomain'],
  maxMem: ['domctl', 'max_mem', 'XEN_DOMCTL_max_mem'],
  maxVcpus: ['domctl', 'max_vcpus', 'XEN_DOMCTL_max_vcpus'],
  getvcpuinfo: ['domctl', 'getvcpuinfo', 'XEN_DOMCTL_getvcpuinfo'],
  setvcpuaffinity: ['domctl', 'vcpuaffinity', 'XEN_DOMCTL_setvcpuaffinity'],
  getvcpuaffinity: ['domctl', 'vcpuaffinity', 'XEN_DOMCTL_getvcpuaffinity'],
  schedulerOp: ['domctl', 'scheduler_op', 'XEN_DOMCTL_scheduler_op'],
} as const

/** Members that have another name, or another place, in the header. */
const members: Readonly<Record<string, string>> = {
  'cpupoolOp.bitmap': 'cpumap.bitmap',
  'cpupoolOp.nrBits': 'cpumap.nr_bits',
  'schedulerOp.weight': 'u.credit2.weight',
  'schedulerOp.cap': 'u.credit2.cap',
  bitmap: 'cpumap_hard.bitmap',
  nrBits: 'cpumap_hard.nr_bits',
  softBitmap: 'cpumap_soft.bitmap',
  softNrBits: 'cpumap_soft.nr_bits',
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const memberOf = (call: string, name: string): string =>
  members[`${call}.${name}`] ?? members[name] ?? snake(name)

const newest = interfaces[0] as XenInterface

const calls = Object.entries(places).map(([call, [envelope, union, command]]) => ({
  call,
  envelope,
  command,
  fields: Object.keys(newest.calls[call as keyof typeof places]?.fields ?? {}).map((name) => ({
    key: `${call}.${name}`,
    member: `u.${union}.${memberOf(call, name)}`,
  })),
}))

const print = (key: string, value: string): string =>
  `  printf("%s\\"${key}\\":%ld", comma, (long)(${value})); comma = ",";`

const group = (name: string, lines: readonly string[]): string =>
  [`  printf("\\"${name}\\":{"); comma = "";`, ...lines, '  printf("}");'].join('\n')

/** A C program that prints {@link Layouts} of the headers that it is compiled against. */
export const layoutProgram: string = `
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#define __XEN_TOOLS__ 1
#include <xen/xen.h>
#include <xen/domctl.h>
#include <xen/sysctl.h>
int main(void) {
  const char *comma = "";
  printf("{");
${print('sysctl', 'XEN_SYSCTL_INTERFACE_VERSION')}
${print('domctl', 'XEN_DOMCTL_INTERFACE_VERSION')}
  printf(",");
${group('sizes', [
  print('sysctl', 'sizeof(struct xen_sysctl)'),
  print('domctl', 'sizeof(struct xen_domctl)'),
  print('domainInfo', 'sizeof(struct xen_domctl_getdomaininfo)'),
])}
  printf(",");
${group(
  'commands',
  calls.map(({ call, command }) => print(call, command)),
)}
  printf(",");
${group('offsets', [
  ...Object.keys(newest.domainInfo.fields).map((name) =>
    print(`domainInfo.${name}`, `offsetof(struct xen_domctl_getdomaininfo, ${snake(name)})`),
  ),
  ...calls.flatMap(({ envelope, fields }) =>
    fields.map(({ key, member }) => print(key, `offsetof(struct xen_${envelope}, ${member})`)),
  ),
])}
  printf("}\\n");
  return 0;
}
`

/** The same of the table. */
export function layoutsOf({ sysctl, domctl, domainInfo, calls: table }: XenInterface): Layouts {
  const known = Object.entries(table) as [string, CallLayout][]
  const offsets = [
    ...Object.entries<Field>(domainInfo.fields).map(([name, { at }]) => [`domainInfo.${name}`, at] as const),
    ...known.flatMap(([call, { fields }]) =>
      Object.entries(fields).map(([name, { at }]) => [`${call}.${name}`, at] as const),
    ),
  ]
  return {
    sysctl: sysctl.version,
    domctl: domctl.version,
    sizes: { sysctl: sysctl.size, domctl: domctl.size, domainInfo: domainInfo.size },
    commands: Object.fromEntries(known.map(([call, { command }]) => [call, command])),
    offsets: Object.fromEntries(offsets),
  }
}
