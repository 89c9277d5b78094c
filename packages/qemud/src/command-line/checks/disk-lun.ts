import type { DiskConfig } from '@virt/core/config'
import type { Rule } from './rule.js'

/** What a disk that hands the guest's SCSI commands to the host needs, and what only such a disk can have. */
export function lunRules(disk: DiskConfig): readonly Rule[] {
  return disk.device === 'lun' ? passedThrough(disk) : onlyPassedThrough(disk)
}

function passedThrough({ type, source, driver, target, wwn, vendor, product }: DiskConfig): readonly Rule[] {
  const { bus = '' } = target
  return [
    [
      type === 'network' && source?.protocol !== 'iscsi',
      `disk device='lun' is not supported for protocol='${source?.protocol ?? ''}'`,
    ],
    [
      source !== undefined && !/^(block|volume|network)$/.test(type),
      "disk device='lun' is only valid for block type disk source",
    ],
    [(driver?.type ?? 'raw') !== 'raw', "disk device 'lun' must use 'raw' format"],
    [source?.slices !== undefined, "disk device 'lun' doesn't support storage slice"],
    [source?.encryption !== undefined, "disk device 'lun' doesn't support encryption"],
    [bus !== 'virtio' && bus !== 'scsi', `disk device='lun' is not supported for bus='${bus}'`],
    [wwn !== undefined, 'Setting wwn is not supported for lun device'],
    [(vendor ?? product) !== undefined, 'Setting vendor or product is not supported for lun device'],
  ]
}

function onlyPassedThrough({ rawio, sgio, source }: DiskConfig): readonly Rule[] {
  return [
    [source?.reservations !== undefined, '<reservations/> allowed only for lun devices'],
    [rawio !== undefined, "rawio can be used only with device='lun'"],
    [sgio !== undefined, "sgio can be used only with device='lun'"],
  ]
}
