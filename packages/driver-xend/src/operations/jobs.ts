import type { DomainOperations, SaveFlags } from '@virt/core/driver'
import { checkActive } from '../affect.js'
import { isActive, refOf } from '../protocol/facts.js'
import { refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

type Images = Pick<DomainOperations, 'save' | 'restore'>

/** Files are on xend's host. xend says nothing of how far it is, and does not stop when nobody waits any more. */
export function imageOperations(host: XendHost): Images {
  const { xend, inventory, watch } = host
  return {
    async save(domain, path, flags, call) {
      const { facts, reference } = await inventory.find(domain, call)
      checkActive(facts)
      checkUnmarked(flags)
      await watch.during({ domain, cause: 'save' }, () =>
        xend.operate(reference, 'save', { file: path }, call),
      )
    },

    restore: (path, { paused }, call) =>
      watch.duringArrival(async () => {
        const { name } = await xend.make('restore', { file: path }, call)
        if (name === undefined)
          throw refusal('POST_FAILED', 'restore: xend does not say which domain it has restored')
        const domain = refOf(await inventory.byName(name, call))
        await watch.during({ domain, cause: 'restore' }, async () => {
          const { facts, reference } = await inventory.find(domain, call)
          if (paused && isActive(facts)) await xend.operate(reference, 'pause', {}, call)
        })
        return domain
      }),
  }
}

/** Core dumps: xend 3.0.4 and later. */
export function dumpOperation({ xend, inventory, watch }: XendHost): Pick<DomainOperations, 'coreDump'> {
  return {
    async coreDump(domain, path, { live, crash, reset, memoryOnly }, call) {
      const { facts, reference } = await inventory.find(domain, call)
      checkActive(facts)
      if (memoryOnly) throw refusal('OPERATION_UNSUPPORTED', 'xend writes core dumps in one form only')
      const parameters = { file: path, live: bit(live), crash: bit(crash), reset: bit(reset) }
      const cause = crash ? 'crash' : undefined
      await watch.during({ domain, cause }, () => xend.operate(reference, 'dump', parameters, call))
    },
  }
}

const bit = (value: boolean | undefined): number => (value ? 1 : 0)

function checkUnmarked({ running, paused }: SaveFlags): void {
  if (running || paused)
    throw refusal(
      'OPERATION_UNSUPPORTED',
      "xend's images do not say in which state to go on: say it at the restore",
    )
}
