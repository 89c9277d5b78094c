import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { content, plain } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, ulong } from '../codec/values.js'

/** `<iotune>`: bytes and operations per second; `...MaxLength` in seconds. */
export interface DiskIoTune extends Unknowns {
  readonly totalBytesSec?: number
  readonly readBytesSec?: number
  readonly writeBytesSec?: number
  readonly totalIopsSec?: number
  readonly readIopsSec?: number
  readonly writeIopsSec?: number
  readonly totalBytesSecMax?: number
  readonly readBytesSecMax?: number
  readonly writeBytesSecMax?: number
  readonly totalIopsSecMax?: number
  readonly readIopsSecMax?: number
  readonly writeIopsSecMax?: number
  readonly sizeIopsSec?: number
  readonly groupName?: string
  readonly totalBytesSecMaxLength?: number
  readonly readBytesSecMaxLength?: number
  readonly writeBytesSecMaxLength?: number
  readonly totalIopsSecMaxLength?: number
  readonly readIopsSecMaxLength?: number
  readonly writeIopsSecMaxLength?: number
}

export const diskIoTuneCodec: Codec<DiskIoTune> = element('iotune', {
  totalBytesSec: plain('total_bytes_sec', content(ulong)),
  readBytesSec: plain('read_bytes_sec', content(ulong)),
  writeBytesSec: plain('write_bytes_sec', content(ulong)),
  totalIopsSec: plain('total_iops_sec', content(ulong)),
  readIopsSec: plain('read_iops_sec', content(ulong)),
  writeIopsSec: plain('write_iops_sec', content(ulong)),
  totalBytesSecMax: plain('total_bytes_sec_max', content(ulong)),
  readBytesSecMax: plain('read_bytes_sec_max', content(ulong)),
  writeBytesSecMax: plain('write_bytes_sec_max', content(ulong)),
  totalIopsSecMax: plain('total_iops_sec_max', content(ulong)),
  readIopsSecMax: plain('read_iops_sec_max', content(ulong)),
  writeIopsSecMax: plain('write_iops_sec_max', content(ulong)),
  sizeIopsSec: plain('size_iops_sec', content(ulong)),
  groupName: plain('group_name', content(text)),
  totalBytesSecMaxLength: plain('total_bytes_sec_max_length', content(ulong)),
  readBytesSecMaxLength: plain('read_bytes_sec_max_length', content(ulong)),
  writeBytesSecMaxLength: plain('write_bytes_sec_max_length', content(ulong)),
  totalIopsSecMaxLength: plain('total_iops_sec_max_length', content(ulong)),
  readIopsSecMaxLength: plain('read_iops_sec_max_length', content(ulong)),
  writeIopsSecMaxLength: plain('write_iops_sec_max_length', content(ulong)),
})
