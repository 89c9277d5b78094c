import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { VirtError } from '@virt/core/driver'
import { architectureOfTarget } from './architectures.js'

/** What tells one state of a binary from another. */
export interface Fingerprint {
  readonly path: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly mtime: number
}

const prefix = 'qemu-system-'

/** The first `qemu-system-<target>` on the search path that can be executed. */
export async function locate(searchPath: string, target: string): Promise<string | undefined> {
  for (const directory of directories(searchPath)) {
    const path = join(directory, prefix + target)
    if (await executable(path)) return path
  }
  return undefined
}

/** The first executable of each target on the search path. */
export async function locateAll(searchPath: string): Promise<readonly string[]> {
  const names = await Promise.all(directories(searchPath).map(namesIn))
  const targets = new Set(names.flat().map((name) => name.slice(prefix.length)))
  const known = [...targets].filter((target) => architectureOfTarget(target)).sort()
  const paths = await Promise.all(known.map((target) => locate(searchPath, target)))
  return paths.filter((path) => path !== undefined)
}

function directories(searchPath: string): readonly string[] {
  return searchPath.split(delimiter).filter(isAbsolute)
}

/**
 * The present state of a binary.
 *
 * @throws SYSTEM_ERROR when it is not there or not an executable file.
 */
export async function fingerprint(path: string): Promise<Fingerprint> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unusable(`Cannot check QEMU binary ${path}: No such file or directory`, cause)
  })
  if (!stats.isFile() || !(await executable(path)))
    throw unusable(`QEMU binary ${path} is not executable: Permission denied`)
  return { path, size: stats.size, mtime: stats.mtimeMs }
}

async function namesIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => [])
  return names.filter((name) => name.startsWith(prefix))
}

async function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

function unusable(detail: string, cause?: unknown): VirtError {
  return new VirtError('SYSTEM_ERROR', detail, { origin: 'QEMU', cause })
}
