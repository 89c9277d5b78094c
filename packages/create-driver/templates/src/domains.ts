import type { DomainOperations } from '@virt/core/driver'
import { definitions } from './definitions.js'
import type { Host } from './host.js'
import { life } from './life.js'
import { questions } from './questions.js'

/**
 * What this driver can do with domains. An operation that you take out is answered with NO_SUPPORT, one that you add is
 * tested by the kit: there is no other list of what is supported.
 */
export function domainOperations(host: Host, subscriptions: Set<() => void>): Partial<DomainOperations> {
  return {
    ...questions(host),
    ...definitions(host),
    ...life(host),
    subscribe: async (emit) => {
      const stop = host.listen(emit)
      subscriptions.add(stop)
      return () => {
        subscriptions.delete(stop)
        stop()
      }
    },
  }
}
