import { type Call, type DomainRef, VirtError } from '@virt/core/driver'
import { setTimeout as sleep } from 'node:timers/promises'
import type { XendHost } from './xend-host.js'

/** Wait until the run with this id is over; `false` when it is not within the time. xend answers before it is. */
export async function awaitOff(
  host: XendHost,
  domain: DomainRef,
  id: number | undefined,
  call: Call,
  within = 30_000,
): Promise<boolean> {
  return until(within, call, async () => {
    const now = await idOf(host, domain, call)
    return now === undefined || now !== id
  })
}

/** Wait until the domain has an id: its reference with it. */
export async function awaitActive(host: XendHost, domain: DomainRef, call: Call): Promise<DomainRef> {
  let id: number | undefined
  await until(30_000, call, async () => (id = await idOf(host, domain, call)) !== undefined)
  if (id !== undefined) return { name: domain.name, uuid: domain.uuid, id }
  throw new VirtError('OPERATION_FAILED', `domain '${domain.name}' does not run`, { origin: 'XEND' })
}

async function idOf({ inventory }: XendHost, domain: DomainRef, call: Call): Promise<number | undefined> {
  try {
    return (await inventory.find(domain, call)).facts.id
  } catch (thrown) {
    if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN') return undefined
    throw thrown
  }
}

async function until(within: number, call: Call, reached: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + within
  for (let pause = 10; !(await reached()); pause = Math.min(pause * 2, 500)) {
    if (performance.now() >= end) return false
    await sleep(pause, undefined, { signal: call.signal })
  }
  return true
}
