import { VirtError, type Call, type DomainRef } from '@virt/core/driver'
import { checkName } from '../../store/domain-name.js'
import type { EngineContext } from '../context.js'
import { DomainLog } from '../domain-log.js'
import type { ManagedDomain } from '../domain.js'

/** Give a defined domain that is off another name, in all its files. Whoever is killed meanwhile leaves the old one or the new one. */
export function renameDomain(
  context: EngineContext,
  domain: ManagedDomain,
  name: string,
  call: Call,
): Promise<DomainRef> {
  return domain.jobs.run(async () => {
    if (domain.guest) throw invalid('cannot rename active domain')
    if (!domain.definition) throw invalid('cannot rename a transient domain')
    checkName(name)
    if (name === domain.name) return domain.ref
    const release = context.domains.reserveName(name, domain)
    try {
      await moveFiles(context, domain, name)
      tell(context, domain, 'undefined')
      context.domains.rename(domain, name)
      tell(context, domain, 'defined')
      return domain.ref
    } finally {
      release()
    }
  }, call)
}

/** The new file is there before the old one goes: {@link undoRenames} finds both. */
async function moveFiles(context: EngineContext, domain: ManagedDomain, name: string): Promise<void> {
  const { definitions, autostarts, layout, warn } = context
  const { name: old, definition, autostart } = domain
  if (!definition) return
  const renamed = { ...definition, name }
  await definitions.save(renamed)
  try {
    if (autostart) await autostarts.move(old, name)
    definitions.remove(old)
  } catch (error) {
    if (autostart) await autostarts.move(name, old)
    definitions.remove(name)
    throw error
  }
  domain.definition = renamed
  new DomainLog(layout.logs, old).rename(name)
  try {
    await definitions.removed()
  } catch (error) {
    warn(`a power cut may bring back the name '${old}': ${(error as Error).message}`)
  }
}

function tell({ events }: EngineContext, { ref }: ManagedDomain, event: 'defined' | 'undefined'): void {
  events.emit({ type: 'lifecycle', domain: ref, event, detail: 'renamed' })
}

function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
