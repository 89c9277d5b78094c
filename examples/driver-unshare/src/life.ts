import { type DomainOperations, shutdownModesOf, VirtError } from '@virt/core/driver'
import type { Host } from './host.js'

/** What happens to a domain between its start and its end. */
export function life(host: Host): Partial<DomainOperations> {
  return {
    start: async (domain, { paused }) => {
      const guest = host.get(domain)
      if (guest.run) throw new VirtError('OPERATION_INVALID', 'domain is already running')
      return host.begin(guest, guest.config(), paused)
    },
    suspend: async (domain) => {
      const guest = host.get(domain)
      const run = guest.running()
      if (run.paused) return
      run.pause(true)
      host.tell(guest, { event: 'suspended', detail: 'paused' })
    },
    resume: async (domain) => {
      const guest = host.get(domain)
      const run = guest.running()
      if (!run.paused) throw new VirtError('OPERATION_INVALID', 'domain is not paused')
      run.pause(false)
      host.tell(guest, { event: 'resumed', detail: 'unpaused' })
    },
    shutdown: async (domain, flags) => {
      shutdownModesOf(flags, ['signal'])
      await host.get(domain).running().shutdown()
    },
    destroy: async (domain, { graceful }) => {
      const run = host.get(domain).running()
      await (graceful ? run.destroyGracefully() : run.destroy())
    },
  }
}
