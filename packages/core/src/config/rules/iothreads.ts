import { xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'
import type { IoThread } from '../domain/iothreads.js'
import type { Draft } from './draft.js'

export function completeIoThreads(domain: Draft<DomainConfig>): void {
  const { iothreadIds } = domain
  if (iothreadIds === undefined) return
  const taken = new Set<number>()
  for (const { id } of iothreadIds) {
    if (taken.has(id)) throw xmlError(`duplicate iothread id '${id}' found`, 'DOMAIN')
    taken.add(id)
  }
  domain.iothreads = Math.max(domain.iothreads ?? 0, iothreadIds.length)
  domain.iothreadIds = [...iothreadIds, ...numbered(domain.iothreads - iothreadIds.length, taken)]
}

/** That many more, with the lowest ids that are free. */
function numbered(count: number, taken: ReadonlySet<number>): IoThread[] {
  const more: IoThread[] = []
  for (let id = 1; more.length < count; id++) if (!taken.has(id)) more.push({ id })
  return more
}
