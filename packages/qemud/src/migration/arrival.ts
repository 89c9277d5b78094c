import { setTimeout as sleep } from 'node:timers/promises'
import type { DomainConfig } from '@virt/core/config'
import {
  VirtError,
  type Call,
  type DomainRef,
  type MigrateFinishFlags,
  type MigratePrepareFlags,
  type PreparedMigration,
} from '@virt/core/driver'
import { accepted, claim, settleActive } from '../engine/claim.js'
import type { EngineContext } from '../engine/context.js'
import { announceStart } from '../engine/conversation.js'
import { missing } from '../engine/domain-list.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { orAbort } from '../engine/or-abort.js'
import { startGuest } from '../engine/start.js'
import { Arriving } from './arriving.js'
import { begin, finish, leave } from './halt.js'
import { listenForState, removeListener } from './incoming-address.js'
import { asJob } from './running-job.js'
import { complain, transferred } from './transfer.js'

/** How long the source may do nothing, in looks and in milliseconds between them. */
const patience = 60
const interval = 1_000

/**
 * Start a QEMU that waits for a guest. The domain's turn is taken until the source has said what shall become of it, or has
 * done nothing for a minute.
 */
export function prepareArrival(
  context: EngineContext,
  config: DomainConfig,
  { uri }: MigratePrepareFlags,
  call: Call,
): Promise<PreparedMigration> {
  const wanted = accepted(config)
  const domain = claim(context, wanted)
  const arriving = new Arriving()
  return new Promise((resolve, reject) => {
    settleActive(context, domain, call, () =>
      asJob(context, domain, 'migrationIn', {}, async ({ signal }) => {
        let listening = ''
        await startGuest(context, domain, wanted, {}, call, {
          origin: 'migrated',
          waits: true,
          receive: async (guest) => {
            guest.stopping = 'failed'
            guest.task = { kind: 'migrateIn', cookie: arriving.cookie, resume: true, finishing: false }
            listening = await listenForState(context, domain, guest, uri)
          },
        })
        domain.arriving = arriving
        resolve({ uri: listening, cookie: arriving.cookie })
        await attend(context, domain, arriving, signal).finally(() => removeListener(listening))
      }),
    ).catch(reject)
  })
}

/** What the source says of a guest that it has sent. Asked again, the answer is the same whatever has become of the guest since. */
export async function finishArrival(
  { domains, arrivals }: EngineContext,
  ref: DomainRef,
  flags: MigrateFinishFlags,
): Promise<DomainRef> {
  const { cookie = '' } = flags
  const arriving = domains.find(ref.uuid)?.arriving
  if (arriving?.cookie === cookie) return arriving.decide(flags)
  const arrived = arrivals.find(cookie)
  if (!arrived) return missing(`no domain '${ref.name}' has arrived by this migration`)
  return domains.find(arrived.uuid)?.ref ?? arrived
}

async function attend(
  context: EngineContext,
  domain: ManagedDomain,
  arriving: Arriving,
  signal: AbortSignal,
): Promise<void> {
  const guest = domain.running()
  const { ref } = domain
  const gone = guest.ended.then(() => undefined)
  const nothing = orAbort(silence(guest), signal).catch(() => undefined)
  const decision = await Promise.race([arriving.decision, gone, nothing])
  const outcome =
    decision && !decision.cancelled
      ? letRun(context, domain, guest, { ...decision, cookie: arriving.cookie })
      : leave(context, guest, 'failed').then(() => ref)
  arriving.settle(outcome)
  domain.arriving = undefined
  await outcome.catch(() => undefined)
}

/** From here on the guest is to run on this side. */
async function letRun(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { cookie, paused = false }: MigrateFinishFlags & { readonly cookie: string },
): Promise<DomainRef> {
  const { arrivals } = context
  try {
    complain(await transferred(guest.monitor))
    arrivals.keep(cookie, domain.ref)
    begin(context, domain, guest, { kind: 'migrateIn', cookie, resume: !paused, finishing: true })
    announceStart(context, domain, { paused }, 'migrated')
    guest.stopping = undefined
    guest.resuming = 'migrated'
    if (!paused) await letGo(guest)
    finish(context, domain, guest)
    return domain.ref
  } catch (cause) {
    arrivals.forget(cookie)
    await leave(context, guest, 'failed')
    throw new VirtError('OPERATION_FAILED', `the guest did not arrive: ${(cause as Error).message}`, {
      origin: 'QEMU',
      cause,
    })
  }
}

/** A QEMU that ends before it has answered may have let it run: then it has arrived, and ended here. */
async function letGo({ monitor }: Guest): Promise<void> {
  try {
    await monitor.execute('cont')
  } catch (error) {
    if (!VirtError.is(error) || error.code !== 'CONNECTION_LOST') throw error
  }
}

/** Resolves when nothing has come for too long. */
async function silence(guest: Guest): Promise<undefined> {
  for (let idle = 0; idle < patience && !guest.released;) {
    await sleep(interval, undefined, { ref: false })
    const { status } = await guest.monitor.execute('query-migrate').catch(() => ({ status: 'none' }))
    idle = status === 'active' ? 0 : idle + 1
  }
}
