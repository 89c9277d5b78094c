import type { DomainConfig } from '@virt/core/config'
import type { AffectFlags, Call } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import { currentVcpus } from '../engine/describe.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { changeBoth } from './change-both.js'
import { changePlaces, idOf, placesOf, type CpuPlace } from './cpu-places.js'
import { onlineVcpus, withOnline } from './online-vcpus.js'
import { wrong } from './parameters.js'
import { invalid, unsupported } from './refusals.js'

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
    throw wrong(
      `requested vcpus is greater than max allowable vcpus for the ${which} domain: ${count} > ${most}`,
    )
}

function withMaximum(config: DomainConfig, count: number): DomainConfig {
  const { vcpu, vcpus } = config
  const { topology } = config.cpu ?? {}
  if (topology && topology.sockets * (topology.dies ?? 1) * topology.cores * topology.threads !== count)
    throw wrong("CPU topology doesn't match the desired vcpu count")
  const current = vcpu?.current === undefined ? undefined : Math.min(vcpu.current, count)
  return { ...config, vcpu: { ...vcpu, count, current }, vcpus: vcpus?.filter(({ id }) => id < count) }
}

/** As many as are missing are turned on, the lowest first; as many as are too much off, the highest first. */
function withCurrent(config: DomainConfig, count: number): DomainConfig {
  const online = onlineVcpus(config)
  const off = Array.from({ length: config.vcpu?.count ?? 1 }, (_, id) => id).filter(
    (id) => !online.includes(id),
  )
  const kept = online.slice(0, count)
  return withOnline(config, [...kept, ...off.slice(0, count - kept.length)])
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
  const chosen = count > before ? free(places, count - before) : removable(places, before - count)
  await changePlaces(context, domain, guest, { places: chosen, plug: count > before }, call)
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
  throw unsupported('failed to find appropriate hotpluggable vcpus to reach the desired target vcpu count')
}
