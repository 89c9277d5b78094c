import { VirtError } from '../../errors/virt-error.js'
import type { CpuTune } from './cputune.js'
import type { DomainConfig } from './domain.js'
import type { IoThread } from './iothreads.js'

/** The numbers of a description's I/O threads, ascending: those it lists, then the lowest free ones. */
export function ioThreadIds({ iothreads = 0, iothreadIds = [] }: DomainConfig): number[] {
  const ids = new Set(iothreadIds.map(({ id }) => id))
  for (let id = 1; ids.size < iothreads; id++) ids.add(id)
  return [...ids].sort((a, b) => a - b)
}

/** One more I/O thread. @throws INVALID_ARG when there is one of that number. */
export function withIoThread(config: DomainConfig, id: number): DomainConfig {
  const ids = ioThreadIds(config)
  if (ids.includes(id)) throw invalid(`an IOThread is already using iothread_id '${id}' in iothreadids`)
  return withIds(config, [...ids, id])
}

/** One less, and its pin with it. @throws INVALID_ARG when there is none of that number, or a disk uses it. */
export function withoutIoThread(config: DomainConfig, id: number): DomainConfig {
  const ids = ioThreadIds(config)
  if (!ids.includes(id)) throw missing(id)
  const user = config.devices?.disks?.find(({ driver }) => driver?.iothread === id)
  if (user) throw invalid(`cannot remove IOThread ${id} since it is being used by disk '${user.target.dev}'`)
  const left = ids.filter((each) => each !== id)
  const pins = otherPins(config, id)
  const others = withIds(config, left)
  if (!config.cputune?.iothreadPins) return others
  return withTune(others, { iothreadPins: pins.length > 0 ? pins : undefined })
}

/** An I/O thread tied to host CPUs. @throws INVALID_ARG when there is none of that number. */
export function withIoThreadPin(config: DomainConfig, iothread: number, cpuset: string): DomainConfig {
  if (!ioThreadIds(config).includes(iothread)) throw missing(iothread)
  const pins = [...otherPins(config, iothread), { iothread, cpuset }]
  return withTune(config, { iothreadPins: pins.sort((a, b) => a.iothread - b.iothread) })
}

/** An I/O thread with other limits of its pool. @throws INVALID_ARG when there is none of that number. */
export function withIoThreadPool(
  config: DomainConfig,
  id: number,
  pool: Pick<IoThread, 'threadPoolMin' | 'threadPoolMax'>,
): DomainConfig {
  const ids = ioThreadIds(config)
  if (!ids.includes(id)) throw missing(id)
  const listed = withIds(config, ids)
  const iothreadIds = listed.iothreadIds?.map((each) => (each.id === id ? { ...each, ...pool } : each))
  return { ...listed, iothreadIds }
}

function otherPins(
  { cputune }: DomainConfig,
  iothread: number,
): NonNullable<CpuTune['iothreadPins']>[number][] {
  return cputune?.iothreadPins?.filter((pin) => pin.iothread !== iothread) ?? []
}

function withTune(config: DomainConfig, change: Partial<CpuTune>): DomainConfig {
  return { ...config, cputune: { ...config.cputune, ...change } }
}

function withIds(config: DomainConfig, ids: readonly number[]): DomainConfig {
  if (ids.length === 0) return { ...config, iothreads: undefined, iothreadIds: undefined }
  const known = new Map(config.iothreadIds?.map((each) => [each.id, each]))
  const iothreadIds = [...ids].sort((a, b) => a - b).map((id) => known.get(id) ?? { id })
  return { ...config, iothreads: ids.length, iothreadIds }
}

function missing(id: number): VirtError {
  return invalid(`cannot find IOThread '${id}' in iothreadids list`)
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'DOMAIN' })
}
