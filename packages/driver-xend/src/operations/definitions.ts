import type { DomainOperations, DomainRef } from '@virt/core/driver'
import { randomUUID } from 'node:crypto'
import { claim } from '../claim.js'
import { sxpOfDomain } from '../convert/index.js'
import { redefine, withItem } from '../definition.js'
import { isActive, refOf } from '../protocol/facts.js'
import { formatSxp, type Sxp } from '../sxp/index.js'
import { notValid, refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

type Definitions = Pick<DomainOperations, 'define' | 'undefine' | 'autostart' | 'setAutostart'>

/** What xend can do since it keeps definitions (3.0.4). */
export function definitionOperations(host: XendHost): Definitions {
  const { xend, inventory, watch, node } = host
  return {
    async define(config, call) {
      const uuid = config.uuid ?? randomUUID()
      const domain: DomainRef = { name: config.name, uuid }
      const sxp = sxpOfDomain({ ...config, uuid }, { configVersion: node.configVersion })
      return watch.during({ domain, cause: 'define' }, () =>
        host.claims.run(async () => {
          const known = await claim(host, domain, call)
          await xend.make('new', { config: formatSxp(known?.autostart ? autostarting(sxp) : sxp) }, call)
          return known ? refOf(known) : domain
        }, call),
      )
    },

    async undefine(domain, _flags, call) {
      const { facts, reference } = await inventory.find(domain, call)
      if (isActive(facts)) throw notValid('domain is running, and xend forgets only what is off')
      await watch.during({ domain }, () => xend.operate(reference, 'delete', {}, call))
    },

    async autostart(domain, call) {
      const { facts } = await inventory.find(domain, call)
      if (facts.autostart !== undefined) return facts.autostart
      throw refusal('GET_FAILED', 'domain: the answer has no on_xend_start')
    },

    async setAutostart(domain, autostart, call) {
      const { facts } = await inventory.find(domain, call)
      if ((await host.definitions.persistence())(facts) === false)
        throw notValid('cannot set autostart for transient domain')
      if (facts.autostart === autostart) return
      const value = autostart ? 'start' : 'ignore'
      await redefine(host, facts, (sxp) => withItem(sxp, 'on_xend_start', value), call)
    },
  }
}

/** A new definition does not forget that the domain starts with the host. */
const autostarting = (sxp: Sxp): Sxp => withItem(sxp as readonly Sxp[], 'on_xend_start', 'start')
