import type { Call } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import { numberOf } from './agent-shapes.js'
import { fromAgent } from './ask-agent.js'

/** File systems may have much to write before they are at rest. */
export const longPatience = 60_000

/** Have the guest's file systems at rest; how many are. */
export async function freeze(
  domain: ManagedDomain,
  mountpoints: readonly string[] | undefined,
  call: Call,
): Promise<number> {
  const command = mountpoints ? 'guest-fsfreeze-freeze-list' : 'guest-fsfreeze-freeze'
  const answer = await fromAgent(domain, command, { mountpoints }, { ...call, patience: longPatience })
  return numberOf(answer) ?? 0
}

/** Have them go on; how many do. */
export async function thaw(domain: ManagedDomain, call: Call): Promise<number> {
  const answer = await fromAgent(domain, 'guest-fsfreeze-thaw', undefined, {
    ...call,
    patience: longPatience,
  })
  return numberOf(answer) ?? 0
}

/** Do something while the guest's file systems are at rest. They go on afterwards, however it ends. */
export async function atRest<T>(domain: ManagedDomain, call: Call, work: () => Promise<T>): Promise<T> {
  const goOn = (): Promise<number> => thaw(domain, {})
  try {
    await freeze(domain, undefined, call)
    const result = await work()
    await goOn()
    return result
  } catch (error) {
    await goOn().catch(() => undefined)
    throw error
  }
}
