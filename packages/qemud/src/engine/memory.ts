import { VirtError, type AffectFlags, type Call } from '@virt/core/driver'
import { redefine, targetOf } from './affect.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import type { Guest } from './guest.js'

/** Change the ceiling, in KiB. A running QEMU cannot. */
export function setMaxMemory(
  context: EngineContext,
  domain: ManagedDomain,
  memory: number,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  return domain.jobs.run(async () => {
    const { guest, definition } = targetOf(domain, flags)
    if (guest) throw invalid('cannot resize the maximum memory on an active domain')
    if (!definition) return
    const currentMemory = definition.currentMemory && Math.min(definition.currentMemory, memory)
    await redefine(context, domain, { ...definition, memory, currentMemory })
  }, call)
}

/** Change the balloon target, in KiB. */
export function setMemory(
  context: EngineContext,
  domain: ManagedDomain,
  memory: number,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  return domain.jobs.run(async () => {
    const { guest, definition } = targetOf(domain, flags)
    if (memory > ((guest?.config ?? definition)?.memory ?? 0))
      throw new VirtError('INVALID_ARG', 'cannot set memory higher than max memory', { origin: 'QEMU' })
    if (guest) await inflate(guest, memory, call)
    if (definition) await redefine(context, domain, { ...definition, currentMemory: memory })
  }, call)
}

async function inflate(guest: Guest, memory: number, call: Call): Promise<void> {
  if (guest.config.devices?.memballoon?.model === 'none')
    throw invalid(
      'Unable to change memory of active domain without the balloon device and guest OS balloon driver',
    )
  await guest.monitor.execute('balloon', { value: memory * 1024 }, call)
}

function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
