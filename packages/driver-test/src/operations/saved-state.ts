import { withoutSecrets } from '@virt/core/config'
import { deepFreeze, type DomainOperations } from '@virt/core/driver'
import { readImage } from '../image-file.js'
import { halt } from '../life.js'
import { notValid } from '../refusal.js'
import { stateAfter } from '../save-image.js'
import type { Session } from '../session.js'

type SavedState = Pick<
  DomainOperations,
  'saveImageConfig' | 'managedSave' | 'hasManagedSave' | 'managedSaveConfig' | 'removeManagedSave'
>

/** What is saved for the next start is kept in memory, and lost with the node. */
export function savedState({ node, latency }: Session): SavedState {
  return {
    saveImageConfig: async (path, { secure }, call) => {
      const { config } = await readImage(path, {
        call,
        latency,
        attempt: `cannot read domain image '${path}'`,
      })
      return secure ? config : withoutSecrets(config)
    },
    managedSave: async (ref, flags) => {
      const domain = node.activeDomain(ref)
      if (!domain.persistent) throw notValid('cannot do managed save for transient domain')
      const { config, state } = domain
      halt(node, domain, 'saved')
      domain.managedSave = { kind: 'save', state: stateAfter(flags, state), config }
    },
    hasManagedSave: async (ref) => node.domain(ref).managedSave !== undefined,
    managedSaveConfig: async (ref, { secure }) => {
      const { managedSave } = node.domain(ref)
      if (!managedSave) throw notValid('domain does not have managed save image')
      return deepFreeze(secure ? managedSave.config : withoutSecrets(managedSave.config))
    },
    removeManagedSave: async (ref) => void (node.domain(ref).managedSave = undefined),
  }
}
