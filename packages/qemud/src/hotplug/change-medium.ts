import { setTimeout as sleep } from 'node:timers/promises'
import type { DiskConfig } from '@virt/core/config'
import type { Call, UpdateFlags } from '@virt/core/driver'
import { liveChange } from '../command-line/live/change.js'
import { checkDisk } from '../engine/check-disks.js'
import { highestNodeIndex } from '../command-line/node-indexes.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { QmpClient } from '../qmp/client.js'
import { withChanged, type Device } from './device-places.js'
import { inState } from '../engine/in-state.js'
import { addParts, removeParts } from './plug-parts.js'
import { unsupported } from './refusals.js'
import { topNodeOf } from './top-node.js'

const trayInterval = 50

interface MediumChange {
  readonly found: Device
  readonly wanted: Device
  readonly flags: UpdateFlags
}

/** Put another medium into a drive, or none. When that fails, the old one is in as before. */
export async function changeMedium(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { found, wanted, flags }: MediumChange,
  call: Call,
): Promise<void> {
  const [old, asked] = [found.value as DiskConfig, wanted.value as DiskConfig]
  checkDrive(old, asked)
  const fresh = highestNodeIndex(guest.config.devices?.disks ?? []) + 1
  const disk = withMedium(old, asked, fresh)
  await checkDisk(disk)
  const surroundings = await commandContext(context, domain, guest.config)
  const after = withChanged(guest.config, found, disk)
  const { added, removed, config } = liveChange(guest.config, after, surroundings)
  await inState(context, domain, guest, config, async () => {
    await addParts(guest, added, [], call)
    try {
      const [node, oldNode] = [topNodeOf(added), topNodeOf([...removed].reverse())]
      await exchange(context, guest, old.alias ?? '', node, oldNode, flags)
    } catch (error) {
      await removeParts(guest, [...added].reverse())
      throw error
    }
  })
  await removeParts(guest, removed)
}

function checkDrive(old: DiskConfig, asked: DiskConfig): void {
  const { device } = old
  if (device !== 'cdrom' && device !== 'floppy') throw unsupported(`cannot modify field 'source' of the disk`)
  if (asked.device !== device) throw unsupported(`cannot modify field 'device' of the disk`)
  if (asked.target.bus !== undefined && asked.target.bus !== old.target.bus)
    throw unsupported(`cannot modify field 'bus' of the disk`)
}

/** The drive with the other medium, whose nodes get names of their own. */
function withMedium(old: DiskConfig, asked: DiskConfig, index: number): DiskConfig {
  const { type, source, driver, backingStore } = asked
  const medium = source && { ...source, index }
  return {
    ...old,
    type,
    source: medium,
    backingStore,
    driver: { ...old.driver, type: driver?.type ?? 'raw' },
  }
}

async function exchange(
  context: EngineContext,
  { monitor }: Guest,
  id: string,
  node: string | undefined,
  oldNode: string | undefined,
  { force }: UpdateFlags,
): Promise<void> {
  const insert = (name: string | undefined): Promise<unknown> =>
    name === undefined
      ? Promise.resolve()
      : monitor.execute('blockdev-insert-medium', { id, 'node-name': name })
  await monitor.execute('blockdev-open-tray', { id, force: force ?? false })
  try {
    await removeMedium(context, monitor, id)
    await insert(node)
  } catch (error) {
    await insert(oldNode).catch(() => undefined)
    throw error
  } finally {
    await monitor.execute('blockdev-close-tray', { id })
  }
}

/** A guest that has locked its drive is asked to open it, as firmware does while it boots; QEMU does not wait for it. */
async function removeMedium(
  { releaseTimeout }: EngineContext,
  monitor: QmpClient,
  id: string,
): Promise<void> {
  const end = performance.now() + releaseTimeout
  for (;;)
    try {
      await monitor.execute('blockdev-remove-medium', { id })
      return
    } catch (error) {
      if (!(error as Error).message.endsWith('is not open') || performance.now() > end) throw error
      await sleep(trayInterval)
    }
}
