import type { DiskConfig, DiskIoTune } from '@virt/core/config'
import type { QmpRequest } from '../../qmp/commands.js'
import type { Plan } from '../plan.js'

/** The limits of disks, as `block_set_io_throttle` is told before the guest runs. */
export function throttleSetup({ config }: Plan): readonly QmpRequest[] {
  return (config.devices?.disks ?? []).flatMap((disk) =>
    disk.iotune
      ? [{ execute: 'block_set_io_throttle', arguments: { id: diskPath(disk), ...limits(disk.iotune) } }]
      : [],
  )
}

/** Where QEMU's object tree has the part of a disk's device that does the input and output. */
export function diskPath({ alias = '', target }: DiskConfig): string {
  const path = `/machine/peripheral/${alias}`
  if (target.bus === 'virtio') return `${path}/virtio-backend`
  return target.bus === 'usb' ? `${path}/${alias}.0/legacy[0]` : path
}

/** What is not said is unlimited: 0. */
function limits(tune: DiskIoTune): object {
  return {
    bps: tune.totalBytesSec ?? 0,
    bps_rd: tune.readBytesSec ?? 0,
    bps_wr: tune.writeBytesSec ?? 0,
    iops: tune.totalIopsSec ?? 0,
    iops_rd: tune.readIopsSec ?? 0,
    iops_wr: tune.writeIopsSec ?? 0,
    bps_max: tune.totalBytesSecMax,
    bps_rd_max: tune.readBytesSecMax,
    bps_wr_max: tune.writeBytesSecMax,
    iops_max: tune.totalIopsSecMax,
    iops_rd_max: tune.readIopsSecMax,
    iops_wr_max: tune.writeIopsSecMax,
    bps_max_length: tune.totalBytesSecMaxLength,
    bps_rd_max_length: tune.readBytesSecMaxLength,
    bps_wr_max_length: tune.writeBytesSecMaxLength,
    iops_max_length: tune.totalIopsSecMaxLength,
    iops_rd_max_length: tune.readIopsSecMaxLength,
    iops_wr_max_length: tune.writeIopsSecMaxLength,
    iops_size: tune.sizeIopsSec,
    group: tune.groupName,
  }
}
