import { ioThreadIds, withIoThread, withoutIoThread, type DomainConfig } from '@virt/core/config'
import type { AffectFlags, Call, IoThreadInfo } from '@virt/core/driver'
import { allowedCpus } from '../../host/process-times.js'
import { redefine, targetOf } from '../affect.js'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { inState } from '../in-state.js'
import { ioThreadCpus } from './pins.js'
import { threadsOf } from './threads-of.js'

/** The I/O threads, and where they may run. */
export async function ioThreadsOf(
  domain: ManagedDomain,
  flags: AffectFlags,
  call: Call,
): Promise<IoThreadInfo[]> {
  const { guest, definition } = targetOf(domain, flags)
  if (guest) return liveIoThreads(guest, call)
  const config = definition ?? domain.config
  return ioThreadIds(config).map((id) => ({ id, affinity: ioThreadCpus(config, id) }))
}

async function liveIoThreads(guest: Guest, call: Call): Promise<IoThreadInfo[]> {
  const { ioThreads } = await threadsOf(guest, call)
  const pid = guest.process?.pid ?? 0
  return Array.from(ioThreads, ([id, thread]) => ({ id, affinity: allowedCpus(pid, thread) })).sort(
    (a, b) => a.id - b.id,
  )
}

/** What becomes of the I/O threads of a guest and of its description. */
export interface IoThreadChange {
  readonly live: (guest: Guest, call: Call) => Promise<unknown>
  readonly written: (config: DomainConfig, live: boolean) => DomainConfig
}

/** One more. */
export const addition = (id: number): IoThreadChange => ({
  live: ({ monitor }, call) =>
    monitor.execute('object-add', { 'qom-type': 'iothread', id: `iothread${id}` }, call),
  written: (config) => withIoThread(config, id),
})

/** One less. */
export const removal = (id: number): IoThreadChange => ({
  live: ({ monitor }, call) => monitor.execute('object-del', { id: `iothread${id}` }, call),
  written: (config) => withoutIoThread(config, id),
})

/** Change the I/O threads of the guest, the definition, or both. */
export function changeIoThreads(
  context: EngineContext,
  domain: ManagedDomain,
  { live, written }: IoThreadChange,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  return domain.jobs.run(async () => {
    const { guest, definition } = targetOf(domain, flags)
    const [changed, redefined] = [
      guest && written(guest.config, true),
      definition && written(definition, false),
    ]
    if (guest && changed) await inState(context, domain, guest, changed, () => live(guest, call))
    if (redefined) await redefine(context, domain, redefined)
  }, call)
}
