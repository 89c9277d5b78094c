/** 1024 bytes, whatever unit the XML had. Rounded up. */
export type KiB = number
/** 1024 KiB, whatever unit the XML had. Rounded up. */
export type MiB = number
/** Whole bytes. Exact up to 2^53. */
export type Bytes = number
/** A uuid, lower case, `8-4-4-4-12`. */
export type Uuid = string
/** A set of CPUs or nodes, as libvirt writes it: `0-3,7`. */
export type CpuSet = string
/** Any further word: a newer libvirt may know values that this version does not. */
export type Other = string & {}
