import type { DomainOperations } from '@virt/core/driver'
import type { Host } from './host.js'

/** What can be asked about domains. */
export function questions(host: Host): Partial<DomainOperations> {
  return {
    list: async () => host.guests.map(({ record }) => record),
    lookupById: async (id) => host.find(`id '${id}'`, ({ run }) => run?.id === id).ref,
    lookupByUuid: async (uuid) => host.find(`uuid '${uuid}'`, (guest) => guest.uuid === uuid).ref,
    lookupByName: async (name) => host.find(`name '${name}'`, (guest) => guest.name === name).ref,
    osType: async (domain) => host.get(domain).config().os.type.name,
    info: async (domain) => {
      const guest = host.get(domain)
      const used = await guest.run?.usage()
      const { memory: maxMemory, vcpu } = guest.config()
      const { id, state, persistent } = guest.record
      const memory = Math.min(used?.memory ?? 0, maxMemory)
      return {
        id,
        state,
        persistent,
        maxMemory,
        memory,
        vcpus: vcpu?.count ?? 1,
        cpuTime: used?.cpuTime ?? 0,
      }
    },
    config: async (domain, { inactive }) => {
      const guest = host.get(domain)
      return { ...structuredClone(guest.config(inactive)), id: inactive ? undefined : guest.ref.id }
    },
  }
}
