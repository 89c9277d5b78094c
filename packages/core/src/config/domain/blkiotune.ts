import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { children, content, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, uint, ulong } from '../codec/values.js'

/** `<blkiotune>`: weights and limits of block I/O (cgroups). */
export interface BlockIoTune extends Unknowns {
  readonly weight?: number
  readonly devices?: readonly BlockIoDevice[]
}

export interface BlockIoDevice extends Unknowns {
  readonly path: string
  readonly weight?: number
  readonly readIopsSec?: number
  readonly writeIopsSec?: number
  readonly readBytesSec?: number
  readonly writeBytesSec?: number
}

const device: Codec<BlockIoDevice> = element('device', {
  path: required(plain('path', content(text))),
  weight: plain('weight', content(uint)),
  readIopsSec: plain('read_iops_sec', content(uint)),
  writeIopsSec: plain('write_iops_sec', content(uint)),
  readBytesSec: plain('read_bytes_sec', content(ulong)),
  writeBytesSec: plain('write_bytes_sec', content(ulong)),
})

export const blockIoTuneCodec: Codec<BlockIoTune> = element('blkiotune', {
  weight: plain('weight', content(uint)),
  devices: children(device),
})
