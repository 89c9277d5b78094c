import { type DomainOperations, VirtError } from '@virt/core/driver'
import type { Host } from './host.js'
import { check } from './check.js'

/** How domains come into being, and go. */
export function definitions(host: Host): Partial<DomainOperations> {
  return {
    define: async (config) => {
      check(config)
      const guest = host.claim(config)
      const detail = guest.defined ? 'updated' : 'added'
      guest.defined = { ...config, uuid: guest.uuid }
      host.settle(guest)
      host.tell(guest, { event: 'defined', detail })
      return guest.ref
    },
    undefine: async (domain) => {
      const guest = host.get(domain)
      if (!guest.defined) throw new VirtError('OPERATION_INVALID', 'cannot undefine transient domain')
      guest.defined = undefined
      host.settle(guest)
      host.tell(guest, { event: 'undefined', detail: 'removed' })
    },
    create: async (config, { paused }) => {
      check(config)
      const guest = host.claim(config)
      if (guest.run) throw new VirtError('DOM_EXIST', `domain '${guest.name}' is already active`)
      return host.begin(guest, { ...config, uuid: guest.uuid }, paused)
    },
  }
}
