import { statfsSync } from 'node:fs'

/** `f_type` of statfs(2): ext4 (from which ext2, that has no journal, cannot be told), XFS, tmpfs. */
const kinds: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x01021994])

/**
 * Whether a file system brings the name of a file to the disk when it is asked for its text alone, as no standard promises: a
 * new name is a change of the file in the same journal, which is written in order.
 */
export function bringsNames(directory: string): boolean {
  return kinds.has(statfsSync(directory).type)
}
