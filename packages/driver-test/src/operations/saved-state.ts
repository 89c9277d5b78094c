import { checkAbiStability, withoutSecrets, type DomainConfig } from '@virt/core/config'
import { deepFreeze, type DomainOperations, type RestoreFlags } from '@virt/core/driver'
import { readImage, writeImage } from '../image-file.js'
import { halt } from '../life.js'
import { notValid } from '../refusal.js'
import { encodeImage, stateAfter, type SaveImage } from '../save-image.js'
import type { Session } from '../session.js'
import type { TestDomain } from '../test-domain.js'

type SavedState = Pick<
  DomainOperations,
  | 'saveImageConfig'
  | 'saveImageDefine'
  | 'managedSave'
  | 'hasManagedSave'
  | 'managedSaveConfig'
  | 'managedSaveDefine'
  | 'removeManagedSave'
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
    saveImageDefine: async (path, config, flags, call) => {
      const job = { call, latency, attempt: `cannot update domain image '${path}'` }
      const image = await readImage(path, job)
      const file = await writeImage(path, encodeImage(redefined(image, config, flags)), job)
      file.commit()
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
      const managedSave = managedSaveOf(node.domain(ref))
      return deepFreeze(secure ? managedSave.config : withoutSecrets(managedSave.config))
    },
    managedSaveDefine: async (ref, config, flags) => {
      const domain = node.domain(ref)
      domain.managedSave = redefined(managedSaveOf(domain), config, flags)
    },
    removeManagedSave: async (ref) => void (node.domain(ref).managedSave = undefined),
  }
}

function managedSaveOf({ managedSave }: TestDomain): SaveImage {
  if (!managedSave) throw notValid('domain does not have managed save image')
  return managedSave
}

function redefined(image: SaveImage, config: DomainConfig, flags: RestoreFlags): SaveImage {
  checkAbiStability(image.config, config)
  return { ...image, state: stateAfter(flags, image.state), config }
}
