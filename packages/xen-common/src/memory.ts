import type { KiB, MiB } from '@virt/core/config'

/** Xen's tools count in MiB; a fraction is given rather than withheld. */
export function mibOf(kib: KiB): MiB {
  return Math.ceil(kib / 1024)
}

export function kibOf(mib: MiB): KiB {
  return mib * 1024
}
