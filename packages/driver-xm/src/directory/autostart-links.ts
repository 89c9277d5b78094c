import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { refusal } from '../refusal.js'
import { failed, systemCode } from '../system-error.js'
import { sameFile, type Stamp, stampOf } from './stamp.js'
import { syncDirectory } from './write-file.js'

/** An entry of the directory that leads to a file. */
interface Link {
  readonly path: string
  readonly target: Stamp
}

/**
 * Which domains start with the host: Xen's boot script starts every file in `auto/`, which is usually a link to a file beside
 * that directory. What counts is where it leads, not what it is called.
 */
export class AutostartLinks {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Answers, for the stamp of a file, whether something leads to it. */
  async all(): Promise<(stamp: Stamp) => boolean> {
    const links = await this.#links()
    const targets = new Set(links.map(({ target }) => keyOf(target)))
    return (stamp) => targets.has(keyOf(stamp))
  }

  async set(file: string, autostart: boolean): Promise<void> {
    try {
      const stamp = stampOf(await stat(file))
      const own = (await this.#links()).filter(({ target }) => sameFile(target, stamp))
      if (autostart ? own.length > 0 : own.length === 0) return
      if (autostart) await this.#add(file)
      else for (const { path } of own) await rm(path, { force: true })
      await syncDirectory(this.#directory)
    } catch (error) {
      throw failed(error, 'OPERATION_FAILED', `cannot change autostart in '${this.#directory}'`)
    }
  }

  /** Appears whole, and only in the place of a link that leads nowhere. */
  async #add(file: string): Promise<void> {
    const path = join(this.#directory, basename(file))
    await mkdir(this.#directory, { recursive: true, mode: 0o755 })
    const made = await symlink(file, path).then(
      () => true,
      (error: unknown) => {
        if (systemCode(error) === 'EEXIST') return false
        throw error
      },
    )
    if (!made) await this.#replaceDangling(path, file)
  }

  async #replaceDangling(path: string, file: string): Promise<void> {
    const dangling = await stat(path).then(
      () => false,
      () => readlink(path).then(Boolean),
    )
    if (!dangling)
      throw refusal('OPERATION_FAILED', `'${path}' is there already, and leads to something else`)
    const temporary = join(this.#directory, `.${randomBytes(6).toString('hex')}.tmp`)
    await symlink(file, temporary)
    await rename(temporary, path)
  }

  async #links(): Promise<Link[]> {
    const files = await readdir(this.#directory).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return []
      throw failed(error, 'SYSTEM_ERROR', `cannot read '${this.#directory}'`)
    })
    const links = files
      .filter((file) => !file.startsWith('.'))
      .map(async (file): Promise<Link[]> => {
        const path = join(this.#directory, file)
        const stats = await stat(path).catch(() => undefined)
        return stats ? [{ path, target: stampOf(stats) }] : []
      })
    return (await Promise.all(links)).flat()
  }
}

function keyOf({ device, inode }: Stamp): string {
  return `${device}:${inode}`
}
