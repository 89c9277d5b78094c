import type { Unknowns } from '../codec/unknowns.js'

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
