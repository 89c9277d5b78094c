import {
  type Call,
  type DomainOperations,
  type DomainRef,
  type StartFlags,
  VirtError,
} from '@virt/core/driver'
import { describe, type Described } from '../describe.js'
import { notValid } from '../refusal.js'
import type { Session } from '../session.js'

/** Start a domain by handing its description to the channel that can create one. */
export function start(session: Session): DomainOperations['start'] {
  return async (ref, flags, call) => {
    const definition = await session.ownDefinition(ref, 'domain is already running', call)
    if (await session.running(definition, call)) throw alreadyRunning()
    call.signal?.throwIfAborted()
    return created(describe(definition), flags, session, call)
  }
}

async function created(
  config: Described,
  flags: StartFlags,
  { others }: Session,
  call: Call,
): Promise<DomainRef> {
  try {
    return await others.create(config, flags, call)
  } catch (error) {
    const taken = VirtError.is(error) && error.code === 'DOM_EXIST'
    if (taken && (await others.runningByUuid(config.uuid, call))) throw alreadyRunning(error)
    throw error
  }
}

const alreadyRunning = (cause?: unknown): VirtError => notValid('domain is already running', cause)
