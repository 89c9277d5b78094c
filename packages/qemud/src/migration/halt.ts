import type { LifecycleDetails, StateReason } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { endProcess } from '../engine/guest-process.js'
import type { Guest } from '../engine/guest.js'
import { noteRuntime, saveRuntime } from '../engine/runtime.js'
import type { RuntimeTask } from '../store/runtime-task.js'

/** Stop the guest's processors for a job. */
export async function halt(guest: Guest, reason: StateReason): Promise<void> {
  if (guest.state !== 'running') return
  guest.pausing = reason
  await guest.monitor.execute('stop')
}

/** Let them go on after it, if QEMU is there. */
export async function goOn(guest: Guest, reason: StateReason): Promise<void> {
  guest.pausing = undefined
  if (guest.released || guest.stopping || guest.state === 'running') return
  guest.resuming = reason
  await guest.monitor.execute('cont').catch(() => undefined)
}

/** End a guest that is somewhere else now. */
export async function leave(
  context: EngineContext,
  guest: Guest,
  why: LifecycleDetails['stopped'],
): Promise<void> {
  guest.stopping = why
  if (guest.process) await endProcess(guest.process, context.destroyTimeout, true)
  await guest.ended
}

/** Write down what is going on, before it is done. */
export function begin(context: EngineContext, domain: ManagedDomain, guest: Guest, task: RuntimeTask): void {
  guest.task = task
  saveRuntime(context, domain, guest)
}

/** Write down that it is over. */
export function finish(context: EngineContext, domain: ManagedDomain, guest: Guest): void {
  guest.task = undefined
  noteRuntime(context, domain, guest)
}
