import { mkdir, readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { VirtError } from '@virt/core/driver'
import type { Options } from './options.js'
import { ranges } from './ranges.js'
import { writeTemplates } from './template.js'

/** Write the repository; answers the names of its files. OPERATION_INVALID when there is something in the directory. */
export async function createDriver(options: Options): Promise<readonly string[]> {
  const directory = resolve(options.directory)
  await refuseUsed(directory)
  await mkdir(directory, { recursive: true })
  const { name, scheme, package: ownPackage } = options
  return writeTemplates(directory, { name, scheme, package: ownPackage, ...ranges() })
}

async function refuseUsed(directory: string): Promise<void> {
  const entries = await readdir(directory).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') throw new VirtError('OPERATION_INVALID', `${directory} is not a directory`)
    throw error
  })
  const used = entries.filter((entry) => entry !== '.git')
  if (used.length > 0)
    throw new VirtError('OPERATION_INVALID', `${directory} is not empty; give another one with --directory`)
}
