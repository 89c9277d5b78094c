import { type Call, type DomainRef, type ErrorCode, VirtError } from '@virt/core/driver'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Facts, refOf } from './protocol/facts.js'
import { formatSxp, type Sxp } from './sxp/index.js'
import type { XendHost } from './xend-host.js'

/** Milliseconds for taking back what was half made, whatever its caller's patience. */
const undoWithin = 30_000

/** Milliseconds before each look for a guest that may be about to appear. */
const looks = [0, 250, 500]

/** The first step of `xm create`, which leaves the guest paused. Nothing of that uuid may be active. */
export async function boot(host: XendHost, domain: DomainRef, config: Sxp, call: Call): Promise<void> {
  try {
    await host.xend.make('create', { config: formatSxp(config) }, call)
  } catch (thrown) {
    if (!VirtError.is(thrown) || unanswered.includes(thrown.code)) await undo(host, domain, isPaused, looks)
    throw thrown
  }
}

/** xend takes back itself what it reports as failed. An answer that did not come may hide a guest that was made. */
const unanswered: readonly ErrorCode[] = [
  'CONNECTION_LOST',
  'OPERATION_TIMEOUT',
  'OPERATION_ABORTED',
  'POST_FAILED',
]

/** The other steps: its devices are awaited, and it is let go. When that fails, it is destroyed. */
export async function letGo(
  host: XendHost,
  domain: DomainRef,
  paused: boolean,
  call: Call,
): Promise<DomainRef> {
  const { xend, inventory } = host
  let own = isPaused
  try {
    const { reference, facts } = await inventory.find(domain, call)
    own = ({ id }) => id === facts.id
    await xend.operate(reference, 'wait_for_devices', {}, call)
    if (!paused) await xend.operate(reference, 'unpause', {}, call)
    return refOf(facts)
  } catch (thrown) {
    await undo(host, domain, own, [0])
    throw thrown
  }
}

const isPaused = ({ state }: Facts): boolean => state === 'paused'

/** Destroy what is there of that uuid, if it is what this connection has begun. */
async function undo(
  { xend, inventory }: XendHost,
  domain: DomainRef,
  own: (facts: Facts) => boolean,
  pauses: readonly number[],
): Promise<void> {
  const call = { signal: AbortSignal.timeout(undoWithin) }
  for (const pause of pauses) {
    await sleep(pause)
    try {
      const { facts, reference } = await inventory.find(domain, call)
      if (facts.id !== undefined && own(facts)) await xend.operate(reference, 'destroy', {}, call)
      return
    } catch (thrown) {
      if (!VirtError.is(thrown) || thrown.code !== 'NO_DOMAIN') return
    }
  }
}
