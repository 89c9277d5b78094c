import { constants, existsSync } from 'node:fs'
import { copyFile, lstat, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { Layout } from '../store/layout.js'

/** The file that the engine keeps a domain's UEFI variables in, when its definition names none. It outlives a change of name. */
export function nvramPath({ config }: Layout, uuid: string): string {
  return join(config, 'nvram', `${uuid}_VARS.fd`)
}

/**
 * Make the file of UEFI variables from its template, if it is not there. One that is there holds the guest's boot entries
 * and keys, and stays.
 *
 * @throws OPERATION_FAILED when there is no template to make it from; SYSTEM_ERROR when it cannot be copied.
 */
export async function provideNvram({ os }: DomainConfig): Promise<void> {
  const path = os.nvram?.path ?? os.nvram?.source?.file
  if (path === undefined || (await exists(path))) return
  const template = os.nvram?.template
  if (template === undefined)
    throw new VirtError(
      'OPERATION_FAILED',
      `unable to find any master var store for loader: ${os.loader?.path ?? ''}`,
      { origin: 'QEMU' },
    )
  await copy(template, path)
}

/** The file of variables that a domain has, if there is one. */
export async function keptNvram(
  layout: Layout,
  { os, uuid = '' }: DomainConfig,
): Promise<string | undefined> {
  const given = os.nvram?.path ?? os.nvram?.source?.file
  if (given !== undefined) return (await exists(given)) ? given : undefined
  const own = nvramPath(layout, uuid)
  return existsSync(own) ? own : undefined
}

/** Whole, or not at all. */
async function copy(template: string, path: string): Promise<void> {
  const temporary = `${path}.new`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(temporary, { force: true })
    await copyFile(template, temporary, constants.COPYFILE_EXCL)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw new VirtError('SYSTEM_ERROR', `cannot copy '${template}' to '${path}'`, { origin: 'QEMU', cause })
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
