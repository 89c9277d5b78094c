import type { DomainOperations } from '@virt/core/driver'
import { definitions } from './definitions.js'
import type { Host } from './host.js'
import { life } from './life.js'
import { questions } from './questions.js'

/** What this driver can do with domains; `open` is what its connection must let go of when it closes. */
export function domainOperations(host: Host, open: Set<() => void>): Partial<DomainOperations> {
  return {
    ...questions(host),
    ...definitions(host),
    ...life(host),
    openConsole: async (domain, { force }) => {
      const stream = host.get(domain).running().console.open(force)
      const end = (): void => void stream.destroy()
      open.add(end)
      stream.once('close', () => open.delete(end))
      return stream
    },
    subscribe: async (emit) => {
      const stop = host.listen(emit)
      open.add(stop)
      return () => {
        open.delete(stop)
        stop()
      }
    },
  }
}
