import { changeMetadata, metadataOf } from '@virt/core/config'
import type { AffectFlags, Call, MetadataType, SetMetadataFlags } from '@virt/core/driver'
import { redefine, targetOf } from '../affect.js'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'
import { describeAnew } from '../in-state.js'

/** What is said of a domain. */
export function readMetadata(
  domain: ManagedDomain,
  type: MetadataType,
  uri: string | undefined,
  flags: AffectFlags,
): string {
  const { guest, definition } = targetOf(domain, flags)
  return metadataOf(guest?.config ?? definition ?? domain.config, type, uri)
}

/** Say something else of it. */
export function setMetadata(
  context: EngineContext,
  domain: ManagedDomain,
  type: MetadataType,
  value: string | undefined,
  { key, uri, ...flags }: SetMetadataFlags,
  call: Call,
): Promise<void> {
  const change = { type, value, key, uri }
  return domain.jobs.run(async () => {
    const { guest, definition } = targetOf(domain, flags)
    const live = guest && changeMetadata(guest.config, change)
    if (definition) await redefine(context, domain, changeMetadata(definition, change))
    if (guest && live) describeAnew(context, domain, guest, live)
    context.events.emit({ type: 'metadataChange', domain: domain.ref, metadata: type, uri })
  }, call)
}
