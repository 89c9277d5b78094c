import { VirtError, type JobCall } from '@virt/core/driver'
import { imagePath } from '../command-line/block-nodes.js'
import { qemuImg } from '../blocks/qemu-img.js'
import { imagesOfDisk } from '../blocks/find-disk.js'
import { nodeOf } from '../blocks/nodes.js'
import type { Guest } from '../engine/guest.js'
import { unsupported, type SnapshotTarget } from './align.js'
import { snapshotJob } from './snapshot-job.js'

/** What `qemu-img` says of one. */
interface InternalSnapshot {
  readonly name: string
  readonly 'vm-state-size': number
}

/**
 * Before anything is given up for them.
 *
 * @throws OPERATION_FAILED when an image does not have the snapshot, or none has the memory of a whole guest
 */
export async function checkImages(
  name: string,
  targets: readonly SnapshotTarget[],
  whole: boolean,
): Promise<void> {
  const found = await Promise.all(targets.map((target) => within(name, target)))
  const without = targets[found.indexOf(undefined)]
  if (without) throw failed(`image '${imagePath(without.disk) ?? ''}' does not have snapshot '${name}'`)
  if (whole && !found.some((each) => each && each['vm-state-size'] > 0))
    throw failed(`no image has the memory of snapshot '${name}'`)
}

/** Within the images of a domain that is off: of all disks, or of none. */
export async function saveInactive(name: string, targets: readonly SnapshotTarget[]): Promise<void> {
  const done: SnapshotTarget[] = []
  try {
    for (const target of targets) {
      await change('-c', name, target)
      done.push(target)
    }
  } catch (error) {
    for (const target of done) await change('-d', name, target).catch(() => undefined)
    throw error
  }
}

/** Bring the images of a domain that is off back to a snapshot. */
export async function applyInactive(name: string, targets: readonly SnapshotTarget[]): Promise<void> {
  for (const target of targets) await change('-a', name, target)
}

/** Remove it from the images of a domain that is off; an image that does not have it (any more) is no obstacle. */
export async function deleteInactive(name: string, targets: readonly SnapshotTarget[]): Promise<void> {
  for (const target of targets) if (await within(name, target)) await change('-d', name, target)
}

/** The whole guest: its memory goes into the first of the images. The guest stands still meanwhile. */
export async function saveLive(
  guest: Guest,
  name: string,
  targets: readonly SnapshotTarget[],
  call: JobCall,
): Promise<void> {
  await refuseIdleImages(guest)
  await snapshotJob(guest, 'snapshot-save', { tag: name, ...placesOf(guest, targets) }, call)
}

/** When a save of a guest that stands still was broken off at its end, QEMU writes to no image until it runs. */
async function refuseIdleImages({ monitor }: Guest): Promise<void> {
  const { status } = await monitor.execute('query-status')
  if (status !== 'postmigrate') return
  throw new VirtError('OPERATION_INVALID', 'a save of the domain was broken off: it must run first', {
    origin: 'QEMU',
  })
}

/** Memory and disks of a guest that stands still. */
export async function loadLive(
  guest: Guest,
  name: string,
  targets: readonly SnapshotTarget[],
): Promise<void> {
  await snapshotJob(guest, 'snapshot-load', { tag: name, ...placesOf(guest, targets) })
}

export async function deleteLive(
  guest: Guest,
  name: string,
  targets: readonly SnapshotTarget[],
): Promise<void> {
  const { devices } = placesOf(guest, targets)
  await snapshotJob(guest, 'snapshot-delete', { tag: name, devices })
}

function placesOf(
  { config }: Guest,
  targets: readonly SnapshotTarget[],
): { readonly vmstate: string; readonly devices: readonly string[] } {
  const wanted = new Set(targets.map(({ disk }) => disk.target.dev))
  const disks = config.devices?.disks?.filter(({ target }) => wanted.has(target.dev)) ?? []
  const devices = disks.map((disk) => nodeOf(imagesOfDisk(disk)[0]))
  const [vmstate] = devices
  if (vmstate === undefined)
    throw unsupported('internal snapshot of a running domain needs a qcow2 disk to keep its memory in')
  return { vmstate, devices }
}

async function change(what: '-c' | '-a' | '-d', name: string, { disk }: SnapshotTarget): Promise<void> {
  await qemuImg(['snapshot', '-q', what, name, imagePath(disk) ?? ''])
}

async function within(name: string, { disk }: SnapshotTarget): Promise<InternalSnapshot | undefined> {
  const said = await qemuImg(['info', '-U', '-f', 'qcow2', '--output=json', imagePath(disk) ?? ''])
  const { snapshots = [] } = JSON.parse(said) as { readonly snapshots?: readonly InternalSnapshot[] }
  return snapshots.find((each) => each.name === name)
}

function failed(detail: string): VirtError {
  return new VirtError('OPERATION_FAILED', detail, { origin: 'QEMU' })
}
