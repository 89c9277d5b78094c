import type { DomainConfig } from '@virt/core/config'
import type { AffectFlags } from '@virt/core/driver'
import { notRunning, notValid } from './refusal.js'
import type { TestDomain } from './test-domain.js'

/** Which sides of a domain a change is for. */
export interface Affected {
  readonly live: boolean
  readonly config: boolean
}

/** What the flags mean for this domain now: neither stands for what runs, else for the definition. */
export function affected(domain: TestDomain, flags: AffectFlags): Affected {
  const { live = false, config = false } = flags
  const wanted = live || config ? { live, config } : { live: domain.active, config: !domain.active }
  if (wanted.live && !domain.active) throw notRunning()
  if (wanted.config && !domain.persistent)
    throw notValid('transient domains do not have any persistent config')
  return wanted
}

/** Change the descriptions that the flags name: all of them, or none when the change is refused. */
export function edit(
  domain: TestDomain,
  flags: AffectFlags,
  change: (config: DomainConfig) => DomainConfig,
): Affected {
  const wanted = affected(domain, flags)
  const live = wanted.live && domain.live ? change(domain.live) : domain.live
  const definition = wanted.config && domain.definition ? change(domain.definition) : domain.definition
  domain.live = live
  domain.definition = definition
  return wanted
}
