import { readFileSync } from 'node:fs'

export const bytesPerBlock = 512

/** How many blocks of {@link bytesPerBlock} a block device has, by its number. Throws when the kernel does not know it. */
export function blocksOf(device: number): number {
  const [major, minor] = [device >> 8, device & 0xff]
  return Number(readFileSync(`/sys/dev/block/${major}:${minor}/size`, 'latin1'))
}
