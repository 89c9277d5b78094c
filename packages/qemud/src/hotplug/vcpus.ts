import type { DomainConfig, VcpuState } from '@virt/core/config'
import { VirtError, type AffectFlags, type Call } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import { currentVcpus } from '../engine/describe.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { saveRuntime } from '../engine/runtime.js'
import { changeBoth } from './change-both.js'
import { requestRelease } from './detach.js'
import { failed, invalid } from './refusals.js'

/** One row of `query-hotpluggable-cpus`: a place for vcpus, taken if it has a path. */
interface CpuPlace {
  readonly type: string
  readonly 'vcpus-count': number
  readonly props: Readonly<Record<string, unknown>>
  readonly 'qom-path'?: string
  /** Of its first vcpu. */
  readonly number: number
}

/** How many vcpus a domain has, or may have from its next start on. */
export async function setVcpus(
  context: EngineContext,
  domain: ManagedDomain,
  count: number,
  flags: AffectFlags & { readonly maximum?: boolean },
  call: Call,
): Promise<void> {
  const { maximum = false } = flags
  await changeBoth(context, domain, flags, call, {
    live: (guest) => {
      if (maximum) throw invalid('cannot adjust maximum vcpus on running domain')
      checkCount(guest.config, count, 'live')
      return setLive(context, domain, guest, count, call)
    },
    config: (definition) => {
      if (maximum) return withMaximum(definition, count)
      checkCount(definition, count, 'persistent')
      return withCurrent(definition, count)
    },
  })
}

function checkCount({ vcpu }: DomainConfig, count: number, which: string): void {
  const most = vcpu?.count ?? 1
  if (count > most)
    throw new VirtError(
      'INVALID_ARG',
      `requested vcpus is greater than max allowable vcpus for the ${which} domain: ${count} > ${most}`,
      { origin: 'QEMU' },
    )
}

function withMaximum(config: DomainConfig, count: number): DomainConfig {
  const { vcpu, vcpus } = config
  const { topology } = config.cpu ?? {}
  if (topology && topology.sockets * (topology.dies ?? 1) * topology.cores * topology.threads !== count)
    throw new VirtError('INVALID_ARG', "CPU topology doesn't match the desired vcpu count", {
      origin: 'QEMU',
    })
  const current = vcpu?.current === undefined ? undefined : Math.min(vcpu.current, count)
  return { ...config, vcpu: { ...vcpu, count, current }, vcpus: vcpus?.filter(({ id }) => id < count) }
}

/** The first vcpus are on. Those that are spoken of one by one are turned on and off, in their order. */
function withCurrent(config: DomainConfig, current: number): DomainConfig {
  const { vcpu } = config
  const count = vcpu?.count ?? 1
  const vcpus = config.vcpus?.map((each): VcpuState => ({ ...each, enabled: each.id < current }))
  return { ...config, vcpu: { ...vcpu, count, current: current === count ? undefined : current }, vcpus }
}

async function setLive(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  count: number,
  call: Call,
): Promise<void> {
  const before = currentVcpus(guest.config)
  const places = await placesOf(guest, call)
  const steps = count > before ? free(places, count - before) : removable(places, before - count)
  let now = before
  try {
    for (const place of steps) {
      now += count > before ? await plug(guest, place, call) : await unplug(context, guest, place, call)
    }
  } finally {
    guest.config = withCurrent(guest.config, now)
    saveRuntime(context, domain, guest)
  }
}

/** Every place, in the order of the vcpus' numbers. */
async function placesOf({ monitor }: Guest, call: Call): Promise<readonly CpuPlace[]> {
  const places = (await monitor.execute('query-hotpluggable-cpus', {}, call)) as readonly CpuPlace[]
  return [...places].sort(byPlace).map((place, index) => ({ ...place, number: index * place['vcpus-count'] }))
}

/** The first places that are free, for so many vcpus. */
function free(places: readonly CpuPlace[], wanted: number): readonly CpuPlace[] {
  const open = places.filter((place) => place['qom-path'] === undefined)
  return enough(open, wanted)
}

/** The last places whose vcpus were plugged in, for so many vcpus: those from the start cannot go. */
function removable(places: readonly CpuPlace[], wanted: number): readonly CpuPlace[] {
  const plugged = places.filter((place) => idOf(place) !== undefined)
  return enough(plugged.reverse(), wanted)
}

function enough(places: readonly CpuPlace[], wanted: number): readonly CpuPlace[] {
  const chosen: CpuPlace[] = []
  let left = wanted
  for (const place of places) {
    if (place['vcpus-count'] > left) continue
    chosen.push(place)
    left -= place['vcpus-count']
  }
  if (left === 0) return chosen
  throw new VirtError(
    'OPERATION_UNSUPPORTED',
    'failed to find appropriate hotpluggable vcpus to reach the desired target vcpu count',
    { origin: 'QEMU' },
  )
}

const levels = ['socket-id', 'die-id', 'cluster-id', 'core-id', 'thread-id']

function byPlace({ props: one }: CpuPlace, { props: other }: CpuPlace): number {
  const level = levels.find((name) => one[name] !== other[name])
  return level === undefined ? 0 : Number(one[level] ?? 0) - Number(other[level] ?? 0)
}

async function plug({ monitor }: Guest, place: CpuPlace, { signal }: Call): Promise<number> {
  const id = `vcpu${place.number}`
  await monitor.execute('device_add', { driver: place.type, id, ...place.props }, { signal })
  return place['vcpus-count']
}

async function unplug(
  { releaseTimeout }: EngineContext,
  guest: Guest,
  place: CpuPlace,
  call: Call,
): Promise<number> {
  const release = await requestRelease(guest, idOf(place) ?? '', releaseTimeout, call)
  if (release === 'refused') throw failed('vcpu unplug request was rejected by the guest')
  if (release === 'requested')
    throw failed('vcpu unplug request timed out. Unplug result must be manually inspected in the domain')
  return -place['vcpus-count']
}

function idOf({ 'qom-path': path }: CpuPlace): string | undefined {
  return /^\/machine\/peripheral\/([^/]+)$/.exec(path ?? '')?.[1]
}
