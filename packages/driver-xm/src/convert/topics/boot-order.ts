import type { BootDevice, DevicesConfig, OsConfig } from '@virt/core/config'
import { bootsFromLetters, bootsToLetters } from '@virt/xen-common'
import type { Settings } from '../settings.js'

/** The hard disk, where nothing is said. */
export function bootsOf(settings: Settings): readonly BootDevice[] {
  const boots = bootsFromLetters(settings.text('boot') ?? '')
  return boots.length === 0 ? ['hd'] : boots
}

/** Letters of the guest's order, or of its devices'. */
export function bootLetters({ boots }: OsConfig, devices: DevicesConfig | undefined): string {
  return bootsToLetters(boots ?? bootsOfDevices(devices)) || 'c'
}

const kinds = { cdrom: 'cdrom', floppy: 'fd', disk: 'hd', lun: 'hd' } as const

function bootsOfDevices({ disks = [], interfaces = [] }: DevicesConfig = {}): readonly BootDevice[] {
  const ordered = [
    ...disks.map(({ boot, device }) => ({ order: boot?.order, kind: kinds[device] })),
    ...interfaces.map(({ boot }) => ({ order: boot?.order, kind: 'network' as const })),
  ]
  const sorted = ordered
    .filter(({ order }) => order !== undefined)
    .sort((a, b) => Number(a.order) - Number(b.order))
  return [...new Set(sorted.map(({ kind }) => kind))]
}
