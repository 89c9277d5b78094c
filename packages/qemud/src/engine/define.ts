import { rm } from 'node:fs/promises'
import type { DomainConfig } from '@virt/core/config'
import {
  VirtError,
  type Call,
  type CreateFlags,
  type DomainRef,
  type StartFlags,
  type UndefineFlags,
} from '@virt/core/driver'
import { persistentConfig } from '../command-line/persistent-config.js'
import { forgetManagedSave, startSaved } from '../migration/managed-save.js'
import { accepted, claim, settle, settleActive } from './claim.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { removeTpmState } from './host-side/tpm.js'
import { keptNvram } from './nvram.js'
import { startGuest } from './start.js'

/** Make or replace a persistent definition. A running guest keeps its live description until it stops. */
export function defineDomain(context: EngineContext, config: DomainConfig, call: Call): Promise<DomainRef> {
  const wanted = accepted(config)
  const definition = { ...persistentConfig(wanted), uuid: wanted.uuid }
  const domain = claim(context, definition)
  return settle(context, domain, call, async () => {
    await context.definitions.save(definition)
    const detail = domain.definition ? 'updated' : 'added'
    domain.definition = definition
    context.events.emit({ type: 'lifecycle', domain: domain.ref, event: 'defined', detail })
    return domain.ref
  })
}

/** Start a domain that vanishes when it stops, unless one with the same name and uuid is defined. */
export function createDomain(
  context: EngineContext,
  config: DomainConfig,
  flags: CreateFlags,
  call: Call,
): Promise<DomainRef> {
  const wanted = accepted(config)
  const domain = claim(context, wanted)
  return settleActive(context, domain, call, () => startGuest(context, domain, wanted, flags, call))
}

/** Start a defined domain, from its managed save if it has one. */
export function startDomain(
  context: EngineContext,
  domain: ManagedDomain,
  flags: StartFlags,
  call: Call,
): Promise<DomainRef> {
  return domain.jobs.run(async () => {
    if (domain.guest) throw invalid('domain is already running')
    if (flags.forceBoot) await forgetManagedSave(context, domain)
    if (domain.managedSave) return startSaved(context, domain, flags, call)
    return startGuest(context, domain, domain.config, flags, call)
  }, call)
}

/** Remove a definition and everything that belongs to it. A running domain goes on as a transient one. */
export function undefineDomain(
  context: EngineContext,
  domain: ManagedDomain,
  flags: UndefineFlags,
  call: Call,
): Promise<void> {
  return domain.jobs.run(() => removeDefinition(context, domain, flags), call)
}

/** The same for who has the domain's turn. */
export async function removeDefinition(
  context: EngineContext,
  domain: ManagedDomain,
  flags: UndefineFlags,
): Promise<void> {
  if (!domain.persistent) throw invalid('cannot undefine transient domain')
  if (domain.managedSave && !flags.managedSave)
    throw invalid('Refusing to undefine while domain managed save image exists')
  const { ref } = domain
  const variables = await keptNvram(context.layout, domain.config)
  if (variables !== undefined && !flags.nvram && !flags.keepNvram)
    throw invalid('cannot undefine domain with nvram')
  const { size } = context.snapshots.of(domain.uuid)
  if (size > 0 && !domain.guest && !flags.snapshotsMetadata)
    throw invalid(`cannot delete inactive domain with ${size} snapshots`)
  await forgetManagedSave(context, domain)
  if (domain.autostart) await context.autostarts.set(domain.name, false)
  if (!domain.guest) context.snapshots.clear(domain.uuid)
  context.definitions.remove(domain.name)
  if (variables !== undefined && flags.nvram) await rm(variables, { force: true })
  if (!domain.guest) removeTpmState(context.layout, domain.uuid)
  domain.autostart = false
  domain.definition = undefined
  context.domains.prune(domain)
  context.events.emit({ type: 'lifecycle', domain: ref, event: 'undefined', detail: 'removed' })
}

/** Let a domain start with the host, or no longer. */
export function setAutostart(
  context: EngineContext,
  domain: ManagedDomain,
  autostart: boolean,
  call: Call,
): Promise<void> {
  return domain.jobs.run(async () => {
    if (!domain.persistent) throw invalid('cannot set autostart for transient domain')
    if (domain.autostart === autostart) return
    await context.autostarts.set(domain.name, autostart)
    domain.autostart = autostart
  }, call)
}

function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
