import type { DiskConfig, DomainConfig, DomainSnapshotConfig, SnapshotDisk } from '@virt/core/config'
import { VirtError, type SnapshotCreateFlags } from '@virt/core/driver'
import { imagePath } from '../command-line/block-nodes.js'
import { newImagePath } from './new-image-path.js'

/** What a snapshot does to one disk of the domain. */
export interface SnapshotTarget {
  readonly disk: DiskConfig
  readonly told: SnapshotDisk & { readonly snapshot: 'internal' | 'external' }
}

/** Which disks take part, and how (`virDomainSnapshotAlignDisks`). */
export interface Alignment {
  readonly kind: 'internal' | 'external'
  readonly targets: readonly SnapshotTarget[]
  /** Every disk, as the snapshot's description shows it. */
  readonly disks: readonly SnapshotDisk[]
}

/** @throws CONFIG_UNSUPPORTED for disks that are not there, mixed places, and formats that cannot hold a snapshot. */
export function align(
  config: DomainConfig,
  wanted: DomainSnapshotConfig,
  { diskOnly }: SnapshotCreateFlags,
): Alignment {
  const disks = config.devices?.disks ?? []
  const asked = (wanted.disks ?? []).filter((each, index, all) => checked(each, all.slice(0, index), disks))
  const outside =
    diskOnly ||
    wanted.memory?.snapshot === 'external' ||
    asked.some(({ snapshot }) => snapshot === 'external')
  const kind = outside ? 'external' : 'internal'
  const told = disks.map((disk) =>
    tellFor(
      disk,
      asked.find(({ name }) => names(disk, name)),
      kind,
      wanted.name ?? '',
    ),
  )
  const targets = disks.flatMap((disk, index) => targetOf(disk, told[index]))
  const odd = targets.find(({ told: { snapshot } }) => snapshot !== kind)
  if (odd)
    throw unsupported(
      diskOnly
        ? `active qemu domains require external disk snapshots; disk ${odd.disk.target.dev} requested internal`
        : 'mixing internal and external targets in the snapshot is not supported yet',
    )
  targets.forEach(checkFormat)
  return { kind, targets, disks: told }
}

function checked(each: SnapshotDisk, before: readonly SnapshotDisk[], disks: readonly DiskConfig[]): boolean {
  const disk = disks.find((candidate) => names(candidate, each.name))
  if (!disk) throw unsupported(`no disk named '${each.name}'`)
  if (before.some(({ name }) => names(disk, name))) throw unsupported(`disk '${each.name}' specified twice`)
  return true
}

function names(disk: DiskConfig, name: string): boolean {
  return disk.target.dev === name || imagePath(disk) === name
}

function tellFor(
  disk: DiskConfig,
  asked: SnapshotDisk | undefined,
  kind: Alignment['kind'],
  name: string,
): SnapshotDisk {
  const target = disk.target.dev
  const usual = takesPart(disk) ? (ownWish(disk) ?? kind) : 'no'
  const snapshot = asked?.snapshot ?? usual
  if (snapshot === 'no' || snapshot === 'manual') return { name: target, snapshot }
  if (!takesPart(disk)) throw unsupported(`disk '${target}' cannot be part of a snapshot`)
  if (snapshot === 'internal') return { name: target, snapshot }
  const source = asked?.source ?? newImagePath(disk, name)
  return {
    name: target,
    snapshot,
    type: asked?.type ?? 'file',
    driver: asked?.driver ?? { type: 'qcow2' },
    source,
  }
}

function takesPart(disk: DiskConfig): boolean {
  return disk.device === 'disk' && !disk.readonly && imagePath(disk) !== undefined
}

function ownWish({ snapshot }: DiskConfig): 'no' | 'manual' | 'internal' | 'external' | undefined {
  const known = ['no', 'manual', 'internal', 'external'] as const
  return known.find((each) => each === snapshot)
}

function targetOf(disk: DiskConfig, told: SnapshotDisk | undefined): readonly SnapshotTarget[] {
  if (told?.snapshot !== 'internal' && told?.snapshot !== 'external') return []
  return [{ disk, told: { ...told, snapshot: told.snapshot } }]
}

function checkFormat({ disk, told }: SnapshotTarget): void {
  const { dev } = disk.target
  const format = disk.driver?.type ?? 'raw'
  if (told.snapshot === 'internal' && format !== 'qcow2')
    throw unsupported(`internal snapshot for disk ${dev} unsupported for storage type ${format}`)
  if (told.snapshot === 'internal') return
  if (told.driver?.type !== undefined && told.driver.type !== 'qcow2')
    throw unsupported(`external snapshot format for disk ${dev} is unsupported: ${told.driver.type}`)
  if (told.type !== 'file' && told.type !== 'block')
    throw unsupported(`external snapshot of type ${told.type ?? ''} for disk ${dev} is not supported`)
}

export function unsupported(detail: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
}
