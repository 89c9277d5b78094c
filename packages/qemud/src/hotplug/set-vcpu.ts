import type { DomainConfig } from '@virt/core/config'
import type { AffectFlags, Call } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { changeBoth } from './change-both.js'
import { changePlaces, idOf, placesOf, vcpusOf, type CpuPlace } from './cpu-places.js'
import { onlineVcpus, withOnline } from './online-vcpus.js'
import { wrong } from './parameters.js'

/** Some vcpus, and whether they are to be on. */
interface Wish {
  readonly vcpus: readonly number[]
  readonly enabled: boolean
}

/** Turn single vcpus on or off. */
export async function setVcpu(
  context: EngineContext,
  domain: ManagedDomain,
  wish: Wish,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  await changeBoth(context, domain, flags, call, {
    live: (guest) => setLive(context, domain, guest, wish, call),
    config: (definition) => written(definition, wish),
  })
}

async function setLive(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  wish: Wish,
  call: Call,
): Promise<void> {
  checkPresent(guest.config, wish, 'live')
  const places = chosen(await placesOf(guest, call), wish)
  await changePlaces(context, domain, guest, { places, plug: wish.enabled }, call)
}

/** The places that hold these vcpus. A place holds several where threads are not plugged alone. */
function chosen(places: readonly CpuPlace[], { vcpus, enabled }: Wish): readonly CpuPlace[] {
  return places.filter((place) => {
    const ids = vcpusOf(place)
    const id = ids.find((each) => vcpus.includes(each))
    if (id === undefined) return false
    if (!ids.every((each) => vcpus.includes(each)))
      throw wrong(`vcpu '${id}' belongs to a larger hotpluggable entity, but siblings were not selected`)
    const taken = place['qom-path'] !== undefined
    if (taken === enabled) throw wrong(`vcpu '${id}' is already in requested state`)
    if (taken && idOf(place) === undefined) throw wrong(`vcpu '${id}' can't be hotunplugged`)
    return true
  })
}

function written(definition: DomainConfig, wish: Wish): DomainConfig {
  checkPresent(definition, wish, 'persistent')
  const { vcpus, enabled } = wish
  if (!enabled && vcpus.includes(0)) throw wrong("vCPU '0' can't be modified")
  const first = Math.min(...vcpus)
  const fixed = definition.vcpus?.some(
    (each) => each.id > first && !vcpus.includes(each.id) && each.enabled && each.hotpluggable === false,
  )
  if (fixed)
    throw wrong(`vcpu '${first}' can't be modified as it is followed by non-hotpluggable online vcpus`)
  const others = onlineVcpus(definition).filter((id) => !vcpus.includes(id))
  return withOnline(definition, enabled ? [...others, ...vcpus] : others)
}

function checkPresent({ vcpu }: DomainConfig, { vcpus }: Wish, which: string): void {
  const missing = vcpus.find((id) => id >= (vcpu?.count ?? 1))
  if (missing !== undefined) throw wrong(`vcpu ${missing} is not present in ${which} config`)
}
