import type { AffectFlags } from '@virt/core/driver'
import { type Facts, isActive } from './protocol/facts.js'
import { notValid } from './transport/failure.js'
import type { XendHost } from './xend-host.js'

/**
 * Whether xend can do what the flags say. What it changes in a domain that runs it changes in its definition too, if there
 * is one: one without the other is refused with OPERATION_INVALID, as libvirt does.
 */
export async function checkAffected(
  { managed, definitions }: XendHost,
  facts: Facts,
  { live = false, config = false }: AffectFlags,
): Promise<void> {
  if (config && !managed) throw notValid('this version of xend keeps no definitions')
  if (!isActive(facts)) {
    if (live) throw notValid('domain is not running')
    return
  }
  const persistent = managed ? (await definitions.persistence())(facts) : false
  if (config && persistent === false) throw notValid('transient domains do not have any persistent config')
  if (config && !live)
    throw notValid('xend cannot change the definition of a domain that runs, and leave it alone')
  if (live && !config && persistent !== false)
    throw notValid('xend changes a domain that runs and its definition only together')
}

/** A domain that must be active for what comes. */
export function checkActive(facts: Facts): void {
  if (!isActive(facts)) throw notValid('domain is not running')
}
