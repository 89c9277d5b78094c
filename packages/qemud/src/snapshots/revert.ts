import type { DomainConfig } from '@virt/core/config'
import { VirtError, type JobCall, type KnownSnapshot, type SnapshotRevertFlags } from '@virt/core/driver'
import { isDeepStrictEqual } from 'node:util'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { startGuest } from '../engine/start.js'
import { begin, finish, leave } from '../migration/halt.js'
import { isExternal } from '@virt/core/driver'
import { unsupported } from './align.js'
import { halt } from './create.js'
import { applyInactive, checkImages, loadLive } from './internal.js'
import { portable } from './portable.js'
import { branched } from './branch.js'
import { targetsOf } from './targets.js'

/** Bring a domain back to a snapshot: disks, definition and state. */
export function revertSnapshot(
  context: EngineContext,
  domain: ManagedDomain,
  name: string,
  flags: SnapshotRevertFlags,
  call: JobCall,
): Promise<void> {
  return domain.jobs.run(async () => {
    const snapshot = context.snapshots.of(domain.uuid).get(name)
    const known = snapshot.domain ?? (flags.force ? portable(domain.config) : undefined)
    const config = known && { ...known, name: domain.name }
    if (!config) throw invalid(`snapshot '${name}' lacks domain '${domain.name}' rollback info`)
    if (snapshot.memory?.snapshot === 'external')
      throw unsupported('revert to external snapshot not supported yet')
    const whole = snapshot.memory?.snapshot === 'internal'
    const active = whole || flags.running === true || flags.paused === true
    if (!active && !domain.persistent)
      throw invalid('transient domain needs to request run or pause to revert to inactive snapshot')
    const goal: Goal = { snapshot, config, active, whole, paused: isPaused(snapshot, flags) }
    context.reverts.begin({ uuid: domain.uuid, snapshot: name, flags })
    try {
      await (isExternal(snapshot) ? revertExternal : revertInternal)(context, domain, goal, flags, call)
      await context.snapshots.setCurrent(domain.uuid, name)
    } finally {
      if (!context.closing.aborted) context.reverts.end(domain.uuid)
    }
  }, call)
}

/** What an earlier engine was killed in goes on, in the domain's next turn: whatever was done can be done again. */
export function recoverReverts(context: EngineContext): void {
  for (const { uuid, snapshot, flags } of context.reverts.load()) {
    const domain = context.domains.find(uuid)
    const again = domain ? revertSnapshot(context, domain, snapshot, flags, {}) : Promise.resolve()
    again
      .catch((error: unknown) => context.warn(`revert of '${domain?.name}': ${(error as Error).message}`))
      .finally(() => context.closing.aborted || context.reverts.end(uuid))
  }
}

interface Goal {
  readonly snapshot: KnownSnapshot
  readonly config: DomainConfig
  /** Whether it runs afterwards. */
  readonly active: boolean
  /** Whether the snapshot has its memory. */
  readonly whole: boolean
  readonly paused: boolean
}

function isPaused({ state }: KnownSnapshot, { running, paused }: SnapshotRevertFlags): boolean {
  return paused ?? (!running && state !== 'running' && state !== 'shutoff' && state !== 'disk-snapshot')
}

async function revertInternal(
  context: EngineContext,
  domain: ManagedDomain,
  goal: Goal,
  { force }: SnapshotRevertFlags,
  call: JobCall,
): Promise<void> {
  const { snapshot, config, whole } = goal
  const targets = targetsOf(snapshot, 'internal')
  const { guest } = domain
  const definition = { ...(snapshot.inactiveDomain ?? config), name: domain.name }
  await checkImages(snapshot.name, targets, whole)
  if (guest && whole && isDeepStrictEqual(plain(portable(guest.config)), plain(config))) {
    await load(context, domain, guest, goal)
    return redefine(context, domain, definition)
  }
  if (guest && whole && !force)
    throw invalid('revert requires force: the running domain is not what it was at the snapshot')
  if (guest) await halt(context, domain)
  if (!whole) await applyInactive(snapshot.name, targets)
  await redefine(context, domain, definition)
  if (goal.active) await start(context, domain, goal, guest ? {} : call)
}

/** What the snapshot remembers has been through XML. */
const plain = (config: DomainConfig): unknown =>
  JSON.parse(JSON.stringify({ ...config, currentMemory: undefined }))

async function revertExternal(
  context: EngineContext,
  domain: ManagedDomain,
  goal: Goal,
  _flags: SnapshotRevertFlags,
  call: JobCall,
): Promise<void> {
  const branch = await branched(goal.config, goal.snapshot)
  const { guest } = domain
  try {
    if (guest) await halt(context, domain)
    await redefine(context, domain, branch.config)
  } catch (error) {
    await branch.discard()
    throw error
  }
  if (goal.active) await start(context, domain, { ...goal, config: branch.config }, guest ? {} : call)
}

async function redefine(context: EngineContext, domain: ManagedDomain, config: DomainConfig): Promise<void> {
  if (!domain.persistent) return
  await context.definitions.save(config)
  domain.definition = config
  context.events.emit({ type: 'lifecycle', domain: domain.ref, event: 'defined', detail: 'fromSnapshot' })
}

/** `call` is that of a domain that was off: one that was ended for this comes back, whether or not somebody waits for it. */
async function start(
  context: EngineContext,
  domain: ManagedDomain,
  goal: Goal,
  call: JobCall,
): Promise<void> {
  context.domains.add(domain)
  await startGuest(context, domain, goal.config, { paused: goal.whole || goal.paused }, call)
  if (!goal.whole) return
  const guest = domain.running()
  try {
    await load(context, domain, guest, goal)
  } catch (error) {
    await leave(context, guest, 'failed')
    throw error
  }
}

/** Memory and disks as they were, in a QEMU that runs. */
async function load(context: EngineContext, domain: ManagedDomain, guest: Guest, goal: Goal): Promise<void> {
  const { monitor } = guest
  begin(context, domain, guest, { kind: 'restore', resume: !goal.paused })
  try {
    guest.pausing = 'fromSnapshot'
    await monitor.execute('stop')
    await loadLive(guest, goal.snapshot.name, targetsOf(goal.snapshot, 'internal'))
    if (goal.paused) guest.enter('paused', 'fromSnapshot')
    else await monitor.execute('cont')
  } finally {
    finish(context, domain, guest)
  }
}

function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
