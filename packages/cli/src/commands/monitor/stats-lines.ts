import { domainStates, stateReasons, vcpuStates, type BlockFigures, type DomainStats } from '@virt/core'

/** A figure by libvirt's dotted name. */
export type Line = readonly [name: string, value: string | number | undefined]

/** What each group prints, by the option that asks for it, in libvirt's order; the numbers are libvirt's. */
export const groups: Readonly<Record<string, (stats: DomainStats) => readonly Line[]>> = {
  state: ({ state, reason }) => [
    ['state.state', domainStates.indexOf(state)],
    ['state.reason', Math.max(0, (stateReasons[state] as readonly string[]).indexOf(reason ?? 'unknown'))],
  ],
  'cpu-total': ({ cpu }) => [
    ['cpu.time', cpu?.time],
    ['cpu.user', cpu?.user],
    ['cpu.system', cpu?.system],
  ],
  balloon: ({ balloon }) => [
    ['balloon.current', balloon?.current],
    ['balloon.maximum', balloon?.maximum],
    ['balloon.swap_in', balloon?.swapIn],
    ['balloon.swap_out', balloon?.swapOut],
    ['balloon.major_fault', balloon?.majorFault],
    ['balloon.minor_fault', balloon?.minorFault],
    ['balloon.unused', balloon?.unused],
    ['balloon.available', balloon?.available],
    ['balloon.usable', balloon?.usable],
    ['balloon.last-update', balloon?.lastUpdate],
    ['balloon.disk_caches', balloon?.diskCaches],
    ['balloon.hugetlb_pgalloc', balloon?.hugetlbAllocated],
    ['balloon.hugetlb_pgfail', balloon?.hugetlbFailed],
    ['balloon.rss', balloon?.rss],
  ],
  vcpu: ({ vcpus }) => [
    ['vcpu.current', vcpus?.current],
    ['vcpu.maximum', vcpus?.maximum],
    ...(vcpus?.each ?? []).flatMap(({ state, number, ...each }, index): Line[] => [
      [`vcpu.${number ?? index}.state`, vcpuStates.indexOf(state)],
      [`vcpu.${number ?? index}.time`, each.time],
      [`vcpu.${number ?? index}.wait`, each.wait],
      [`vcpu.${number ?? index}.halted`, yesNo(each.halted)],
      [`vcpu.${number ?? index}.delay`, each.delay],
      ...named(`vcpu.${number ?? index}`, each.figures),
    ]),
  ],
  interface: ({ interfaces }) => [
    ['net.count', interfaces?.length],
    ...(interfaces ?? []).flatMap((each, index): Line[] => [
      [`net.${index}.name`, each.name],
      [`net.${index}.rx.bytes`, each.receivedBytes],
      [`net.${index}.rx.pkts`, each.receivedPackets],
      [`net.${index}.rx.errs`, each.receivedErrors],
      [`net.${index}.rx.drop`, each.receivedDropped],
      [`net.${index}.tx.bytes`, each.sentBytes],
      [`net.${index}.tx.pkts`, each.sentPackets],
      [`net.${index}.tx.errs`, each.sentErrors],
      [`net.${index}.tx.drop`, each.sentDropped],
    ]),
  ],
  block: ({ blocks }) => [['block.count', blocks?.length], ...(blocks ?? []).flatMap(blockLines)],
  perf: () => [],
  iothread: ({ ioThreads }) => [
    ['iothread.count', ioThreads?.length || undefined],
    ...(ioThreads ?? []).flatMap(({ id, pollMax, pollGrow, pollShrink }): Line[] => [
      [`iothread.${id}.poll-max-ns`, pollMax],
      [`iothread.${id}.poll-grow`, pollGrow],
      [`iothread.${id}.poll-shrink`, pollShrink],
    ]),
  ],
  memory: () => [],
  dirtyrate: ({ dirtyRate }) => [
    ['dirtyrate.calc_status', dirtyRate && measuring.indexOf(dirtyRate.status)],
    ['dirtyrate.calc_start_time', dirtyRate?.startTime],
    ['dirtyrate.calc_period', dirtyRate?.period],
    ['dirtyrate.calc_mode', dirtyRate?.mode],
    ['dirtyrate.megabytes_per_second', dirtyRate?.rate],
    ...(dirtyRate?.vcpus ?? []).map((rate, index): Line => [
      `dirtyrate.vcpu.${index}.megabytes_per_second`,
      rate,
    ]),
  ],
  vm: ({ vm }) => named('vm', vm),
}

/** libvirt's numbers. */
const measuring = ['unstarted', 'measuring', 'measured'] as const

function blockLines(block: BlockFigures, index: number): Line[] {
  return [
    [`block.${index}.name`, block.name],
    [`block.${index}.backingIndex`, block.backingIndex],
    [`block.${index}.path`, block.path],
    [`block.${index}.rd.reqs`, block.readRequests],
    [`block.${index}.rd.bytes`, block.readBytes],
    [`block.${index}.rd.times`, block.readTime],
    [`block.${index}.wr.reqs`, block.writeRequests],
    [`block.${index}.wr.bytes`, block.writeBytes],
    [`block.${index}.wr.times`, block.writeTime],
    [`block.${index}.fl.reqs`, block.flushRequests],
    [`block.${index}.fl.times`, block.flushTime],
    [`block.${index}.errors`, block.errors],
    [`block.${index}.allocation`, block.allocation],
    [`block.${index}.capacity`, block.capacity],
    [`block.${index}.physical`, block.physical],
    [`block.${index}.threshold`, block.threshold],
  ]
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no'
}

function named(prefix: string, figures: Readonly<Record<string, number | boolean>> = {}): Line[] {
  return Object.entries(figures).map(([name, value]) => [
    `${prefix}.${name}`,
    typeof value === 'boolean' ? yesNo(value) : value,
  ])
}
