import { VirtError, type Call, type DirtyRate, type DomainStats, type StatsGroups } from '@virt/core/driver'
import { threadDelay, threadStat } from '../../host/process-times.js'
import type { QmpCpu, QmpDirtyRate } from '../../qmp/commands.js'
import { currentVcpus } from '../describe.js'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { ioThreadNumber } from '../threads/threads-of.js'
import { ask, type Asked } from './asked.js'
import { blockFigures } from './block-figures.js'
import { interfaceFigures } from './interfaces.js'
import { toldMemory } from './memory-stats.js'
import { restingDisks } from './resting-disks.js'

/** Milliseconds that a QEMU may take before its domain is told of without it: one that hangs must not keep all others. */
const patience = 3_000
const hurry = 100

/** Figures of one domain. A guest that ends meanwhile counts as off. */
export async function statsOf(domain: ManagedDomain, groups: StatsGroups, call: Call): Promise<DomainStats> {
  const { guest, config } = domain
  const wanted = wantedOf(groups)
  if (!guest && wanted.blocks) return { ...known(domain), blocks: await restingDisks(config) }
  if (!guest?.connected) return known(domain)
  const asked = await answered(guest, wanted, call)
  return { ...known(domain), ...seen(guest, wanted), ...(asked && told(domain, guest, wanted, asked)) }
}

/** What is known of any domain. */
function known({ ref, state, reason, config, guest }: ManagedDomain): DomainStats {
  return {
    domain: ref,
    state,
    reason,
    balloon: { current: guest?.memory ?? config.currentMemory ?? config.memory, maximum: config.memory },
    vcpus: { current: currentVcpus(config), maximum: config.vcpu?.count ?? 1 },
  }
}

/** What the kernel says of a guest. */
function seen(guest: Guest, wanted: Required<StatsGroups>): Partial<DomainStats> {
  const { user, system } = guest.times()
  return {
    cpu: { time: user + system, user, system },
    ...(wanted.interfaces && { interfaces: interfaceFigures(guest) }),
  }
}

/** What QEMU says of it. */
function told(
  domain: ManagedDomain,
  guest: Guest,
  wanted: Required<StatsGroups>,
  asked: Asked,
): Partial<DomainStats> {
  const { balloon, vcpus } = known(domain)
  return {
    ...(balloon && wanted.balloon && { balloon: { ...balloon, ...toldMemory(guest, asked.balloon) } }),
    ...(vcpus && asked.cpus && { vcpus: { ...vcpus, each: vcpuFigures(guest, asked.cpus) } }),
    ...(wanted.blocks && { blocks: blockFigures(guest, asked, wanted.backing) }),
    ...(wanted.ioThreads && { ioThreads: ioThreadFigures(asked) }),
    ...(asked.dirtyRate && { dirtyRate: dirtyRateOf(asked.dirtyRate) }),
  }
}

async function answered(
  guest: Guest,
  wanted: Required<StatsGroups>,
  { signal }: Call,
): Promise<Asked | undefined> {
  try {
    return await ask(guest, wanted, { signal, timeout: wanted.nowait ? hurry : patience })
  } catch (error) {
    signal?.throwIfAborted()
    if (guest.connected && !(VirtError.is(error) && error.code === 'OPERATION_TIMEOUT')) throw error
    return undefined
  }
}

function wantedOf({ backing = false, nowait = false, ...groups }: StatsGroups): Required<StatsGroups> {
  const all = !Object.values(groups).includes(true)
  const want = (group: keyof typeof groups): boolean => all || groups[group] === true
  return {
    cpu: want('cpu'),
    balloon: want('balloon'),
    vcpus: want('vcpus'),
    blocks: want('blocks'),
    interfaces: want('interfaces'),
    ioThreads: want('ioThreads'),
    dirtyRate: want('dirtyRate'),
    vm: want('vm'),
    backing,
    nowait,
  }
}

type Vcpus = NonNullable<NonNullable<DomainStats['vcpus']>['each']>

function vcpuFigures({ process }: Guest, cpus: readonly QmpCpu[]): Vcpus {
  const pid = process?.pid ?? 0
  return cpus.map((cpu) => ({
    number: cpu['cpu-index'],
    state: 'running',
    time: threadStat(pid, cpu['thread-id'])?.time,
    delay: threadDelay(pid, cpu['thread-id']),
  }))
}

function ioThreadFigures({ ioThreads = [] }: Asked): NonNullable<DomainStats['ioThreads']> {
  return ioThreads.map((each) => ({
    id: ioThreadNumber(each.id),
    pollMax: each['poll-max-ns'],
    pollGrow: each['poll-grow'],
    pollShrink: each['poll-shrink'],
  }))
}

function dirtyRateOf(told: QmpDirtyRate): DirtyRate {
  const rates = told['vcpu-dirty-rate']?.map((each) => each['dirty-rate'])
  return {
    status: told.status,
    startTime: told['start-time'],
    period: told['calc-time'],
    mode: told.mode,
    ...(told['dirty-rate'] !== undefined && { rate: told['dirty-rate'] }),
    ...(rates && { vcpus: rates }),
  }
}
