import type { DomainConfig } from '@virt/core/config'
import { type Call, type DomainOperations, type DomainRef, VirtError } from '@virt/core/driver'
import { randomUUID } from 'node:crypto'
import { awaitActive } from '../await-state.js'
import { claim } from '../claim.js'
import { sxpOfDomain } from '../convert/index.js'
import { definitionOf } from '../definition.js'
import { refOf } from '../protocol/facts.js'
import { formatSxp, type Sxp } from '../sxp/index.js'
import { notValid } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

/** Milliseconds for taking back what was half made, whatever its caller's patience. */
const undoWithin = 30_000

export function createOperation(host: XendHost): Pick<DomainOperations, 'create'> {
  return {
    async create(config, { paused = false }, call) {
      const named = { ...config, uuid: config.uuid ?? randomUUID() }
      const known = await claim(host, named, call)
      if (known?.id !== undefined)
        throw new VirtError('DOM_EXIST', `domain '${config.name}' is active already`, { origin: 'XEND' })
      return boot(host, named, described(host, named), paused, call)
    },
  }
}

/** Starting what is defined: xend 3.0.4 and later. */
export function startOperation(host: XendHost): Pick<DomainOperations, 'start'> {
  return {
    async start(domain, { paused = false }, call) {
      const { facts, reference } = await host.inventory.find(domain, call)
      if (facts.id !== undefined) throw notValid('domain is already running')
      if (paused) return boot(host, domain, definitionOf(facts), true, call)
      return host.watch.during({ domain }, async () => {
        await host.xend.operate(reference, 'start', {}, call)
        return awaitActive(host, refOf(facts), call)
      })
    },
  }
}

const described = ({ node }: XendHost, config: DomainConfig): Sxp =>
  sxpOfDomain(config, { configVersion: node.configVersion })

/**
 * As `xm create` does it: created, which leaves the guest paused, its devices awaited, let go. When any of it fails, what
 * was made is destroyed. `start` cannot leave a guest paused: it takes the way of `create`, with the definition.
 */
async function boot(
  host: XendHost,
  { name, uuid }: { readonly name: string; readonly uuid: string },
  config: Sxp,
  paused: boolean,
  call: Call,
): Promise<DomainRef> {
  const domain = { name, uuid }
  return host.watch.during({ domain }, async () => {
    try {
      await host.xend.make('create', { config: formatSxp(config) }, call)
      const { reference, facts } = await host.inventory.find(domain, call)
      await host.xend.operate(reference, 'wait_for_devices', {}, call)
      if (!paused) await host.xend.operate(reference, 'unpause', {}, call)
      return refOf(facts)
    } catch (thrown) {
      await undo(host, domain)
      throw thrown
    }
  })
}

/** Nothing of that uuid was active before: what is now is what this connection has begun. */
async function undo(host: XendHost, domain: DomainRef): Promise<void> {
  const call = { signal: AbortSignal.timeout(undoWithin) }
  try {
    const { facts, reference } = await host.inventory.find(domain, call)
    if (facts.id !== undefined) await host.xend.operate(reference, 'destroy', {}, call)
  } catch {
    // there is nothing, or nobody to ask: the error of the creation says more
  }
}
