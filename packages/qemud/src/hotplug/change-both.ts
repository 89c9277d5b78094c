import type { DomainConfig } from '@virt/core/config'
import type { AffectFlags, Call } from '@virt/core/driver'
import { checkSupported } from '../command-line/check-supported.js'
import { targetOf } from '../engine/affect.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'

/** A change of a running domain, of a definition, or of both. */
export interface Change<T> {
  readonly live: (guest: Guest) => Promise<T>
  readonly config: (definition: DomainConfig) => DomainConfig
}

/**
 * Do a change to what the flags name, wholly or not at all: the new definition is on the disk before QEMU is told
 * anything, and counts when QEMU has done its part. Answers what the live part answered.
 */
export function changeBoth<T>(
  context: EngineContext,
  domain: ManagedDomain,
  flags: AffectFlags,
  call: Call,
  { live, config }: Change<T>,
): Promise<T | undefined> {
  return domain.jobs.run(async () => {
    const { guest, definition } = targetOf(domain, flags)
    const changed = definition && config(definition)
    if (changed) checkSupported(changed)
    const staged = changed && (await context.definitions.stage(changed))
    let answer: T | undefined
    try {
      if (guest) answer = await live(guest)
    } catch (error) {
      staged?.discard()
      throw error
    }
    await staged?.commit()
    if (changed) domain.definition = changed
    return answer
  }, call)
}
