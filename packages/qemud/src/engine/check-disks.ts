import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import type { DiskConfig, DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'

/** Make sure that every image and block device of a domain can be opened, for QEMU's own words are not as clear. */
export async function checkDisks(config: DomainConfig): Promise<void> {
  for (const disk of config.devices?.disks ?? []) await checkDisk(disk)
}

/** Make sure that the image of one can be opened. */
export async function checkDisk({ source, readonly, device }: DiskConfig): Promise<void> {
  const path = source?.file ?? source?.dev
  if (path === undefined) return
  const writable = !readonly && device !== 'cdrom'
  try {
    await access(path, writable ? constants.R_OK | constants.W_OK : constants.R_OK)
  } catch (cause) {
    const why = reasons[(cause as NodeJS.ErrnoException).code ?? ''] ?? (cause as Error).message
    throw new VirtError('SYSTEM_ERROR', `Cannot access storage file '${path}': ${why}`, {
      origin: 'QEMU',
      cause,
    })
  }
}

const reasons: Partial<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  ENOTDIR: 'Not a directory',
  EROFS: 'Read-only file system',
}
