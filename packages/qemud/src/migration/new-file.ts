import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, fsync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { VirtError } from '@virt/core/driver'
import { syncDirectory } from '../store/atomic-write.js'
import { fileError } from './file-error.js'

/** A file that gets its name when it is whole. Until then it is beside its place, under a name that nothing reads. */
export class NewFile {
  readonly path: string
  readonly temporary: string
  #descriptor: number | undefined

  /** @throws OPERATION_FAILED when something that is no file is in its place. */
  constructor(path: string) {
    const there = statSync(path, { throwIfNoEntry: false })
    if (there && !there.isFile())
      throw new VirtError('OPERATION_FAILED', `'${path}' exists and is not a regular file`, {
        origin: 'QEMU',
      })
    this.path = path
    this.temporary = temporaryBeside(path)
  }

  /** What can be written to, by this process and by others, from where the last one has stopped. */
  get descriptor(): number {
    if (this.#descriptor === undefined) throw new VirtError('INTERNAL_ERROR', 'the file is not open')
    return this.#descriptor
  }

  get size(): number {
    return fstatSync(this.descriptor).size
  }

  create(begin: Uint8Array = new Uint8Array()): void {
    this.#attempt('create', () => {
      this.#descriptor = openSync(this.temporary, 'wx', 0o600)
      writeSync(this.#descriptor, begin)
    })
  }

  /** Replace some bytes, and wait for the disk. */
  async finish(patch?: { readonly bytes: Buffer; readonly position: number }): Promise<void> {
    try {
      if (patch) writeSync(this.descriptor, patch.bytes, 0, patch.bytes.length, patch.position)
      await promisify(fsync)(this.descriptor)
    } catch (cause) {
      throw fileError(`Failed to write file '${this.path}'`, cause)
    }
  }

  /** Give it its name, in place of what has it. */
  async commit(): Promise<void> {
    try {
      await rename(this.temporary, this.path)
      await syncDirectory(dirname(this.path))
    } catch (cause) {
      throw fileError(`Failed to create file '${this.path}'`, cause)
    } finally {
      this.close()
    }
  }

  discard(): void {
    this.close()
    rmSync(this.temporary, { force: true })
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #attempt(what: string, work: () => void): void {
    try {
      work()
    } catch (cause) {
      this.discard()
      throw fileError(`Failed to ${what} file '${this.path}'`, cause)
    }
  }
}

/** The name of what was begun, and neither committed nor discarded. */
export const unfinished: RegExp = /^\..+\.[0-9a-f]{12}\.part$/

const longestFileName = 255

function temporaryBeside(path: string): string {
  const suffix = `.${randomBytes(6).toString('hex')}.part`
  const name = basename(path).slice(0, (longestFileName - suffix.length) / 4)
  return join(dirname(path), `.${name}${suffix}`)
}
