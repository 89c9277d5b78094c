import type { DomainOperations, SaveFlags } from '@virt/core/driver'
import { type FileJob, readImage, writeImage } from '../image-file.js'
import { bootTransient, continued, halt, restart } from '../life.js'
import { notRunning, refusal } from '../refusal.js'
import { encodeImage, stateAfter, type SaveImage } from '../save-image.js'
import type { Session } from '../session.js'
import type { TestDomain } from '../test-domain.js'

type Jobs = Pick<DomainOperations, 'save' | 'restore' | 'coreDump'>

export function jobs({ node, latency }: Session): Jobs {
  return {
    save: async (ref, path, flags, call) => {
      const domain = node.activeDomain(ref)
      const attempt = `saving domain '${domain.name}' to '${path}'`
      await capture(domain, path, imageOf(domain, 'save', flags), { call, latency, attempt })
      halt(node, domain, 'saved')
    },
    restore: async (path, flags, call) => {
      const image = await readImage(path, { call, latency, attempt: `cannot read domain image '${path}'` })
      if (image.kind !== 'save')
        throw refusal('OPERATION_FAILED', `'${path}' is a core dump, not a saved domain`)
      return continued(node, bootTransient(node, image.config), stateAfter(flags, image.state)).ref
    },
    coreDump: async (ref, path, flags, call) => {
      const domain = node.activeDomain(ref)
      const attempt = `domain '${domain.name}' coredump to '${path}'`
      await capture(domain, path, imageOf(domain, 'core', {}), { call, latency, attempt })
      if (flags.crash) halt(node, domain, 'crashed')
      else if (flags.reset) restart(node, domain)
    },
  }
}

/** Write an image of a domain, alone, and only if it still is the same run of the domain at the end. */
async function capture(domain: TestDomain, path: string, image: SaveImage, job: FileJob): Promise<void> {
  if (domain.busy) throw refusal('RESOURCE_BUSY', `domain '${domain.name}' is being saved or dumped`)
  const { id } = domain
  domain.busy = true
  try {
    const file = await writeImage(path, encodeImage(image), job)
    if (domain.id === id) file.commit()
    else file.discard()
  } finally {
    domain.busy = false
  }
  if (domain.id !== id) throw notRunning()
}

function imageOf(domain: TestDomain, kind: SaveImage['kind'], flags: SaveFlags): SaveImage {
  return { kind, state: stateAfter(flags, domain.state), config: domain.config }
}
