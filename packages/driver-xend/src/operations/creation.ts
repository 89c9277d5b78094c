import { type DomainOperations, type DomainRef, VirtError } from '@virt/core/driver'
import { randomUUID } from 'node:crypto'
import { awaitActive } from '../await-state.js'
import { boot, letGo } from '../boot.js'
import { claim } from '../claim.js'
import { sxpOfDomain } from '../convert/index.js'
import { definitionOf } from '../definition.js'
import { refOf } from '../protocol/facts.js'
import { notValid } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

export function createOperation(host: XendHost): Pick<DomainOperations, 'create'> {
  const { node, claims, watch } = host
  return {
    async create(config, { paused = false }, call) {
      const uuid = config.uuid ?? randomUUID()
      const domain: DomainRef = { name: config.name, uuid }
      const sxp = sxpOfDomain({ ...config, uuid }, { configVersion: node.configVersion })
      return watch.during({ domain }, async () => {
        await claims.run(async () => {
          const known = await claim(host, domain, call)
          if (known?.id !== undefined)
            throw new VirtError('DOM_EXIST', `domain '${config.name}' is active already`, { origin: 'XEND' })
          await boot(host, domain, sxp, call)
        }, call)
        return letGo(host, domain, paused, call)
      })
    },
  }
}

/** Starting what is defined: xend 3.0.4 and later. Its `start` cannot leave a guest paused: `create` can. */
export function startOperation(host: XendHost): Pick<DomainOperations, 'start'> {
  const { xend, inventory, watch } = host
  return {
    async start(domain, { paused = false }, call) {
      const { facts, reference } = await inventory.find(domain, call)
      if (facts.id !== undefined) throw notValid('domain is already running')
      return watch.during({ domain }, async () => {
        if (!paused) {
          await xend.operate(reference, 'start', {}, call)
          return awaitActive(host, refOf(facts), call)
        }
        await boot(host, domain, definitionOf(facts), call)
        return letGo(host, domain, true, call)
      })
    },
  }
}
