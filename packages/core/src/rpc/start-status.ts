import { VirtError } from '../errors/virt-error.js'

/** A daemon ended because another one has its place, and will serve there (EX_TEMPFAIL of `sysexits.h`). */
export const gaveWay = 75

/** The exit status of a daemon that cannot start: {@link gaveWay} after RESOURCE_BUSY, else 1. */
export function startStatus(error: unknown): number {
  return VirtError.is(error) && error.code === 'RESOURCE_BUSY' ? gaveWay : 1
}
