import type { Call } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { saveRuntime } from '../engine/runtime.js'
import { requestRelease } from './detach.js'
import { onlineVcpus, withOnline } from './online-vcpus.js'
import { failed } from './refusals.js'

/** One row of `query-hotpluggable-cpus`: a place for vcpus, taken if it has a path. */
export interface CpuPlace {
  readonly type: string
  readonly 'vcpus-count': number
  readonly props: Readonly<Record<string, unknown>>
  readonly 'qom-path'?: string
  /** Of its first vcpu. */
  readonly number: number
}

/** Every place, in the order of the vcpus' numbers. */
export async function placesOf({ monitor }: Guest, call: Call): Promise<readonly CpuPlace[]> {
  const places = (await monitor.execute('query-hotpluggable-cpus', {}, call)) as readonly CpuPlace[]
  return [...places].sort(byPlace).map((place, index) => ({ ...place, number: index * place['vcpus-count'] }))
}

/** The vcpus of a place. */
export const vcpusOf = ({ number, 'vcpus-count': count }: CpuPlace): readonly number[] =>
  Array.from({ length: count }, (_, index) => number + index)

/** Fill these places, or empty them, one after the other; what was done is written down even when the next one fails. */
export async function changePlaces(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { places, plug }: { readonly places: readonly CpuPlace[]; readonly plug: boolean },
  call: Call,
): Promise<void> {
  const online = new Set(onlineVcpus(guest.config))
  try {
    for (const place of places) {
      await (plug ? fill(guest, place, call) : empty(context, guest, place, call))
      for (const id of vcpusOf(place))
        if (plug) online.add(id)
        else online.delete(id)
    }
  } finally {
    guest.config = withOnline(guest.config, [...online])
    saveRuntime(context, domain, guest)
  }
}

/** The id of the device in a place; `undefined` when it is empty, or has been full from the start. */
export function idOf({ 'qom-path': path }: CpuPlace): string | undefined {
  return /^\/machine\/peripheral\/([^/]+)$/.exec(path ?? '')?.[1]
}

const levels = ['socket-id', 'die-id', 'cluster-id', 'core-id', 'thread-id']

function byPlace({ props: one }: CpuPlace, { props: other }: CpuPlace): number {
  const level = levels.find((name) => one[name] !== other[name])
  return level === undefined ? 0 : Number(one[level] ?? 0) - Number(other[level] ?? 0)
}

async function fill({ monitor }: Guest, place: CpuPlace, { signal }: Call): Promise<void> {
  const id = `vcpu${place.number}`
  await monitor.execute('device_add', { driver: place.type, id, ...place.props }, { signal })
}

async function empty(
  { releaseTimeout }: EngineContext,
  guest: Guest,
  place: CpuPlace,
  call: Call,
): Promise<void> {
  const release = await requestRelease(guest, idOf(place) ?? '', releaseTimeout, call)
  if (release === 'refused') throw failed('vcpu unplug request was rejected by the guest')
  if (release === 'requested')
    throw failed('vcpu unplug request timed out. Unplug result must be manually inspected in the domain')
}
