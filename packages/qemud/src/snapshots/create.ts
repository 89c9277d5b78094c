import { newDomainSnapshot, type DomainSnapshotConfig } from '@virt/core/config'
import {
  checkSnapshotName,
  redefinedSnapshot,
  VirtError,
  type JobCall,
  type KnownSnapshot,
  type SnapshotCreateFlags,
  type SnapshotRecord,
} from '@virt/core/driver'
import { refuseBusy } from '../blocks/run-job.js'
import { atRest } from '../engine/agent/file-systems.js'
import { destroyDomain } from '../engine/control.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { align, unsupported, type Alignment } from './align.js'
import { checkMeaning } from './check-meaning.js'
import { overlayInactive, overlayLive } from './external.js'
import { saveInactive, saveLive } from './internal.js'
import { portable } from './portable.js'
import { overlayWhole } from './whole.js'

/** Make a snapshot, or take over one that is there. */
export function createSnapshot(
  context: EngineContext,
  domain: ManagedDomain,
  config: DomainSnapshotConfig,
  flags: SnapshotCreateFlags,
  call: JobCall,
): Promise<SnapshotRecord> {
  if (flags.validate) checkMeaning(config)
  checkFlags(config, flags)
  return domain.jobs.run(
    () =>
      flags.redefine ? redefine(context, domain, config, flags) : make(context, domain, config, flags, call),
    call,
  )
}

async function redefine(
  { snapshots }: EngineContext,
  { uuid }: ManagedDomain,
  config: DomainSnapshotConfig,
  { current = false }: SnapshotCreateFlags,
): Promise<SnapshotRecord> {
  const tree = snapshots.of(uuid)
  const snapshot = redefinedSnapshot(tree, config, uuid)
  await snapshots.keep(uuid, snapshot, current)
  return tree.record(snapshot.name)
}

async function make(
  context: EngineContext,
  domain: ManagedDomain,
  config: DomainSnapshotConfig,
  flags: SnapshotCreateFlags,
  call: JobCall,
): Promise<SnapshotRecord> {
  const { snapshots } = context
  const { uuid, guest } = domain
  const tree = snapshots.of(uuid)
  const fresh = newDomainSnapshot(config, Math.floor(Date.now() / 1000))
  const name = checkSnapshotName(fresh.name ?? '')
  if (tree.has(name))
    throw new VirtError('OPERATION_FAILED', `domain snapshot ${name} already exists`, { origin: 'QEMU' })
  const alignment = align(domain.config, fresh, flags)
  if (guest) for (const { disk } of alignment.targets) refuseBusy(guest, disk.target.dev)
  const snapshot = describe(context, domain, { ...fresh, name }, alignment, flags)
  const work = (): Promise<void> => take(context, domain, guest, snapshot, alignment, flags, call)
  const kept = (): Promise<void> =>
    flags.noMetadata ? work() : snapshots.make(uuid, snapshot, flags.reuseExternal ?? false, work)
  await (flags.quiesce ? atRest(domain, call, kept) : kept())
  if (flags.halt && guest) await halt(context, domain)
  return flags.noMetadata ? recordOf(snapshot, alignment) : tree.record(name)
}

function describe(
  { snapshots }: EngineContext,
  domain: ManagedDomain,
  fresh: KnownSnapshot,
  { kind, disks }: Alignment,
  { diskOnly }: SnapshotCreateFlags,
): KnownSnapshot {
  const { guest, definition, uuid } = domain
  const { current } = snapshots.of(uuid)
  const whole = guest !== undefined && !diskOnly
  const { memory = { snapshot: 'no' } } = fresh
  if (!whole && memory.snapshot !== 'no')
    throw unsupported('memory state cannot be saved with offline or disk-only snapshot')
  if (whole && kind === 'external' && memory.snapshot !== 'external')
    throw unsupported('external disk snapshots of a running domain need external memory, or disk-only')
  return {
    ...fresh,
    state: guest && diskOnly ? 'disk-snapshot' : domain.state,
    ...(current !== undefined && { parent: current }),
    memory: whole && memory.snapshot !== 'external' ? { snapshot: 'internal' } : memory,
    ...(disks.length > 0 && { disks }),
    domain: portable(domain.config),
    ...(guest && definition && { inactiveDomain: definition }),
  }
}

/** `guest` is what the snapshot was described by: when that has ended meanwhile, there is nothing of it to take. */
async function take(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest | undefined,
  { name, memory }: KnownSnapshot,
  { kind, targets }: Alignment,
  flags: SnapshotCreateFlags,
  call: JobCall,
): Promise<void> {
  const { reuseExternal: reuse = false, live = false, halt: halts = false } = flags
  if (guest && memory?.file !== undefined)
    return overlayWhole(context, domain, { path: memory.file, targets, reuse, live, halt: halts }, call)
  if (kind === 'external')
    await (guest
      ? overlayLive(context, domain, guest, targets, reuse)
      : overlayInactive(context, domain, targets, reuse))
  else if (guest) await saveLive(guest, name, targets, call)
  else await saveInactive(name, targets)
}

/** End the guest with the snapshot. */
export async function halt(context: EngineContext, domain: ManagedDomain): Promise<void> {
  const guest = domain.running()
  guest.stopping = 'fromSnapshot'
  await destroyDomain(context, domain, {})
}

function checkFlags({ memory }: DomainSnapshotConfig, flags: SnapshotCreateFlags): void {
  const { quiesce, live, redefine: again, current, diskOnly } = flags
  if (quiesce && !diskOnly) throw invalid("flag 'quiesce' requires flag 'diskOnly'")
  if (live && again) throw invalid("flags 'live' and 'redefine' are mutually exclusive")
  if (current && !again) throw invalid("flag 'current' requires flag 'redefine'")
  if (live && memory?.snapshot !== 'external')
    throw new VirtError(
      'OPERATION_UNSUPPORTED',
      'live snapshot creation is supported only with external checkpoints',
      { origin: 'QEMU' },
    )
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}

function recordOf(
  { name, state = 'nostate', creationTime = 0 }: KnownSnapshot,
  { kind }: Alignment,
): SnapshotRecord {
  return { name, state, creationTime, children: 0, current: false, location: kind }
}
