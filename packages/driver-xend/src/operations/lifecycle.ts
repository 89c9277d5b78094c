import {
  shutdownModesOf,
  type Call,
  type DomainOperations,
  type DomainRef,
  type ShutdownFlags,
} from '@virt/core/driver'
import { checkActive } from '../affect.js'
import type { Located } from '../inventory.js'
import { awaitOff } from '../await-state.js'
import { notValid, refusal } from '../transport/failure.js'
import type { Cause } from '../watch/compare.js'
import type { XendHost } from '../xend-host.js'

type Lifecycle = Pick<DomainOperations, 'suspend' | 'resume' | 'shutdown' | 'reboot' | 'destroy'>

/** Milliseconds in which a guest obeys when it is to end gracefully. */
const obeysWithin = 15_000

export function lifecycleOperations(host: XendHost): Lifecycle {
  const active = activeOperation(host)
  const asked = (reason: string) => async (domain: DomainRef, flags: ShutdownFlags, call: Call) => {
    shutdownModesOf(flags, ['paravirt'], 'XEND')
    await active((found, each) => host.xend.operate(found.reference, 'shutdown', { reason }, each))(
      domain,
      call,
    )
  }
  return {
    suspend: active(async ({ facts, reference }, call) => {
      if (facts.state !== 'paused') await host.xend.operate(reference, 'pause', {}, call)
    }),
    resume: active(async ({ facts, reference }, call) => {
      if (facts.state !== 'paused') throw notValid('domain is not paused')
      await host.xend.operate(reference, 'unpause', {}, call)
    }),
    shutdown: asked('poweroff'),
    reboot: asked('reboot'),
    destroy: (domain, { graceful }, call) =>
      graceful
        ? active((found, each) => endGracefully(host, domain, found, each))(domain, call)
        : active((found, each) => destroy(host, found, domain, each), 'destroy')(domain, call),
  }
}

type Work = (found: Located, call: Call) => Promise<unknown>

/** An operation on a domain that must be active. */
function activeOperation(
  host: XendHost,
): (work: Work, cause?: Cause) => (domain: DomainRef, call: Call) => Promise<void> {
  return (work, cause) => async (domain, call) => {
    const found = await host.inventory.find(domain, call)
    checkActive(found.facts)
    await host.watch.during({ domain, cause }, () => work(found, call))
  }
}

async function destroy(
  host: XendHost,
  { reference, facts }: Located,
  domain: DomainRef,
  call: Call,
): Promise<void> {
  await host.xend.operate(reference, 'destroy', {}, call)
  await awaitOff(host, domain, facts.id, call)
}

async function endGracefully(
  host: XendHost,
  domain: DomainRef,
  { reference, facts }: Located,
  call: Call,
): Promise<void> {
  await host.xend.operate(reference, 'shutdown', { reason: 'poweroff' }, call)
  if (!(await awaitOff(host, domain, facts.id, call, obeysWithin)))
    throw refusal('OPERATION_FAILED', 'the guest did not power off when it was asked to')
}
