import type { DomainConfig } from '@virt/core/config'
import { refuse, type Rule } from './rule.js'

/** Refuse threads that are named but not there, and pools that cannot be. */
export function checkIoThreads(config: DomainConfig): void {
  const { iothreads = 0, iothreadIds, defaultIothread, devices, cputune } = config
  const ids = iothreadIds?.map(({ id }) => id) ?? Array.from({ length: iothreads }, (_, index) => index + 1)
  const missing = (id: number | undefined): boolean => id !== undefined && id !== 0 && !ids.includes(id)
  const { disks = [], controllers = [] } = devices ?? {}
  refuse([
    ...disks.map(({ driver }): Rule => [
      missing(driver?.iothread),
      `Disk iothread '${driver?.iothread ?? 0}' not defined in iothreadid`,
    ]),
    ...controllers.map(({ driver }): Rule => [
      missing(driver?.iothread),
      `controller iothread '${driver?.iothread ?? 0}' not defined in iothreadid`,
    ]),
    ...(cputune?.iothreadPins ?? []).map(({ iothread }): Rule => [
      missing(iothread),
      `Cannot find 'iothread' : ${iothread}`,
      'XML_ERROR',
    ]),
    ...[...(iothreadIds ?? []), defaultIothread ?? {}].flatMap(poolRules),
  ])
}

interface Pool {
  readonly threadPoolMin?: number
  readonly threadPoolMax?: number
}

function poolRules({ threadPoolMin = 0, threadPoolMax = Infinity }: Pool): readonly Rule[] {
  return [
    [threadPoolMax === 0, 'thread_pool_max must be a positive integer'],
    [threadPoolMin > threadPoolMax, 'thread_pool_min must be smaller or equal to thread_pool_max'],
  ]
}
