import type { DiskConfig } from '@virt/core/config'
import type { Rule } from './rule.js'

/** Refuse what another process, which has the image, would have to know. */
export function vhostUserRules(disk: DiskConfig): readonly Rule[] {
  if (disk.type !== 'vhostuser') return []
  return [
    [disk.target.bus !== 'virtio', 'vhostuser disk supports only virtio bus'],
    [(disk.snapshot ?? 'no') !== 'no', 'only snapshot=no is supported with vhostuser disk'],
    ...Object.entries(foreign(disk)).map(([name, value]): Rule => [
      value !== undefined && value !== false && value !== 'default',
      `${name} is not supported with vhostuser disk`,
    ]),
  ]
}

function foreign({ driver = {}, source, ...disk }: DiskConfig): Readonly<Record<string, unknown>> {
  return {
    cache: driver.cache,
    error_policy: driver.errorPolicy ?? driver.rerrorPolicy,
    io: driver.io,
    ioeventfd: driver.ioeventfd === undefined ? undefined : 'given',
    copy_on_read: driver.copyOnRead,
    discard: driver.discard,
    iothread: driver.iothread,
    detect_zeroes: driver.detectZeroes,
    metadata_cache: driver.metadataCache?.maxSize,
    iotune: disk.iotune,
    backingStore: disk.backingStore?.type,
    encryption: disk.encryption ?? source?.encryption,
    readonly: disk.readonly,
    shareable: disk.shareable,
    transient: disk.transient,
    serial: disk.serial,
    wwn: disk.wwn,
    vendor: disk.vendor,
    product: disk.product,
    auth: disk.auth ?? source?.auth,
    geometry: disk.geometry,
    blockio: disk.blockio,
  }
}
