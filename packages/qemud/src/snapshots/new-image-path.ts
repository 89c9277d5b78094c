import { dirname } from 'node:path'
import type { DiskConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'

/** Where the new image of a disk goes when nobody says: beside the old one, with the snapshot's name for its extension. */
export function newImagePath({ type, source, target }: DiskConfig, name: string): { readonly file: string } {
  if (type !== 'file' || source?.file === undefined)
    throw new VirtError(
      'CONFIG_UNSUPPORTED',
      `cannot generate external snapshot name for disk '${target.dev}' on a '${type}' device`,
      { origin: 'QEMU' },
    )
  const directory = dirname(source.file)
  const bare = source.file.slice(directory.length).replace(/\.[^./]*$/, '')
  return { file: `${directory}${bare}.${name}` }
}
