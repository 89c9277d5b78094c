import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, type DomainOperations, type DomainRef, VirtError, whenAborted } from '@virt/core/driver'
import { errnoOf } from '../hypercalls/failure.js'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { refusal } from '../hypercalls/refusal.js'
import { find, findGuest } from './find.js'

/** What Xen answers when there is more to take apart than one call should. */
const again = ['EAGAIN', 'ERESTART', 'EINTR']

/** Milliseconds for others to let go of a dead domain's pages. What they still hold then keeps it on the lists, dying. */
const patience = 5000

export function destroying(hypervisor: Hypervisor): Pick<DomainOperations, 'destroy'> {
  return {
    destroy: async (ref, { graceful = false }, call) => {
      const { id } = findGuest(hypervisor, ref)
      if (graceful) throw refusal('OPERATION_FAILED', 'the hypervisor can only pull the plug')
      await kill(hypervisor, ref, id)
      await gone(hypervisor, ref, call)
    },
  }
}

async function kill(hypervisor: Hypervisor, ref: DomainRef, id: number): Promise<void> {
  for (;;) {
    const errno = await hypervisor.destroy(id).then(() => undefined, errnoOrThrow)
    if (errno === undefined) return
    await sleep(1)
    if (!there(hypervisor, ref)) return
  }
}

function errnoOrThrow(thrown: unknown): string {
  const errno = errnoOf(thrown)
  if (errno !== undefined && again.includes(errno)) return errno
  throw thrown
}

async function gone(hypervisor: Hypervisor, ref: DomainRef, call: Call): Promise<void> {
  const aborted = { yes: false }
  const forget = whenAborted(call, () => void (aborted.yes = true))
  const deadline = Date.now() + patience
  for (let delay = 1; !aborted.yes && Date.now() < deadline && there(hypervisor, ref); delay *= 2)
    await sleep(Math.min(delay, 50))
  forget()
}

function there(hypervisor: Hypervisor, ref: DomainRef): boolean {
  try {
    find(hypervisor, ref)
    return true
  } catch (thrown) {
    if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN') return false
    throw thrown
  }
}
