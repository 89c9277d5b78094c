import type { DomainOperations, DriverConnection, Siblings } from '@virt/core/driver'
import type { XmDirectory } from './directory/xm-directory.js'
import { activeOnly, refuseInactive } from './operations/active-only.js'
import { autostart } from './operations/autostart.js'
import { definitions } from './operations/definition.js'
import { queries } from './operations/queries.js'
import { resources } from './operations/resources.js'
import { start } from './operations/start.js'
import { Others } from './others.js'
import { Session } from './session.js'

type Domains = Partial<DomainOperations>

/**
 * A connection over a directory of configuration files; nothing is read before the first call. Operations whose other half is
 * a sibling's are there exactly when that sibling has it: `start` where one can create.
 */
export function xmConnection(directory: XmDirectory, siblings: Siblings): DriverConnection {
  const session = new Session(directory, new Others(siblings))
  const domains: Domains = {
    ...queries(session),
    ...definitions(session),
    ...resources(session),
    ...autostart(session),
    subscribe: (emit) => directory.listen(emit),
  }
  const { stats } = domains
  beside(
    domains,
    'stats',
    stats,
    () => siblings.supports('domains.stats') || !siblings.supports('domains.list'),
  )
  beside(domains, 'start', start(session), () => siblings.supports('domains.create'))
  for (const name of activeOnly)
    beside(domains, name, refuseInactive(session), () => siblings.supports(`domains.${name}`))
  return {
    driver: 'xm',
    host: { type: async () => 'Xen' },
    domains,
    domainEvents: ['defined', 'undefined'],
    diagnostics: () => directory.latest.problems.map(({ path: file, reason }) => `${file}: ${reason}`),
    close: async () => directory.close(),
  }
}

/** Claim an operation only while the other half is there. Siblings are known once the connection is open. */
function beside(domains: Domains, name: keyof Domains, operation: unknown, isThere: () => boolean): void {
  Object.defineProperty(domains, name, {
    enumerable: true,
    get: () => (isThere() ? operation : undefined),
  })
}
