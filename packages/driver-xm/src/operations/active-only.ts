import type { Call, DomainOperations, DomainRef } from '@virt/core/driver'
import { notValid, refusal } from '../refusal.js'
import type { Session } from '../session.js'

/** What a domain can be asked only while it runs. */
export const activeOnly: readonly (keyof DomainOperations)[] = [
  'suspend',
  'resume',
  'shutdown',
  'reboot',
  'destroy',
  'save',
  'coreDump',
  'migrate',
  'vcpus',
  'pinVcpu',
  'attachDevice',
  'detachDevice',
  'updateDevice',
  'setSchedulerParameters',
  'openConsole',
]

/**
 * The answer to those: the channel that runs domains does not know one that is only defined, so it is for this one to say
 * that the domain is off.
 */
export function refuseInactive(session: Session): (...values: readonly unknown[]) => Promise<never> {
  return async (...values) => {
    const [ref, call] = [values[0] as DomainRef, values.at(-1) as Call]
    if (await session.running(await session.definition(ref, call), call))
      throw refusal('NO_SUPPORT', `domain '${ref.name}' runs, and this channel knows only its definition`)
    throw notValid('domain is not running')
  }
}
