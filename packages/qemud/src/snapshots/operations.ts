import { withoutSecrets, type DomainConfig } from '@virt/core/config'
import { deepFreeze, type SnapshotOperations } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import { createSnapshot } from './create.js'
import { deleteSnapshot } from './delete.js'
import { revertSnapshot } from './revert.js'

/** What can be done with snapshots of domains. */
export function snapshotOperations(context: EngineContext): SnapshotOperations {
  const { domains, snapshots } = context
  return {
    list: async (ref) => snapshots.of(domains.get(ref).uuid).records(),
    lookupByName: async (ref, name) => snapshots.of(domains.get(ref).uuid).record(name),
    current: async (ref) => {
      const tree = snapshots.of(domains.get(ref).uuid)
      return tree.record(tree.getCurrent().name)
    },
    config: async (ref, name, { secure }) => {
      const { domain, inactiveDomain, ...rest } = snapshots.of(domains.get(ref).uuid).get(name)
      const shown = (config: DomainConfig): DomainConfig => (secure ? config : withoutSecrets(config))
      return deepFreeze({
        ...rest,
        ...(domain && { domain: shown(domain) }),
        ...(inactiveDomain && { inactiveDomain: shown(inactiveDomain) }),
      })
    },
    create: async (ref, config, flags, call) =>
      createSnapshot(context, domains.get(ref), config, flags, call),
    revert: async (ref, name, flags, call) => revertSnapshot(context, domains.get(ref), name, flags, call),
    delete: async (ref, name, flags, call) => deleteSnapshot(context, domains.get(ref), name, flags, call),
  }
}
