import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatDomainSnapshot, parseDomainSnapshot } from '@virt/core/config'
import { checkSnapshotName, SnapshotTree, VirtError, type KnownSnapshot } from '@virt/core/driver'
import type { Warn } from '../engine/warn.js'
import { syncDirectory, writeDurably } from './atomic-write.js'
import { setAside } from './set-aside.js'

/** One snapshot as it is kept. Plain data; the version changes with the meaning. */
interface SnapshotFile {
  readonly version: 1
  readonly name: string
  /** It was being made when this was written. */
  readonly unfinished: boolean
  /** The description, with the domain and its secrets, as XML. */
  readonly snapshot: string
}

const currentFile = '.current.json'
const longestName = 255 - '.json.broken'.length

/** What is remembered of snapshots: `snapshots/UUID/NAME.json` for each, and which of them is the current one. */
export class SnapshotFiles {
  readonly #directory: string
  readonly #warn: Warn

  constructor(configDirectory: string, warn: Warn) {
    this.#directory = join(configDirectory, 'snapshots')
    this.#warn = warn
  }

  /** All of a domain that are usable. Others, and those that were never finished, are set aside with a warning. */
  load(uuid: string): SnapshotTree {
    const directory = this.#of(uuid)
    if (!existsSync(directory)) return new SnapshotTree()
    const files = readdirSync(directory).filter((file) => file.endsWith('.json') && !file.startsWith('.'))
    const snapshots = files.flatMap((file) => this.#read(join(directory, file)) ?? [])
    return new SnapshotTree(snapshots, readCurrent(join(directory, currentFile)))
  }

  async save(uuid: string, snapshot: KnownSnapshot, unfinished = false): Promise<void> {
    mkdirSync(this.#of(uuid), { recursive: true, mode: 0o700 })
    const file: SnapshotFile = {
      version: 1,
      name: snapshot.name,
      unfinished,
      snapshot: formatDomainSnapshot(snapshot),
    }
    await writeDurably(this.#path(uuid, snapshot.name), JSON.stringify(file))
  }

  async saveCurrent(uuid: string, name: string | undefined): Promise<void> {
    const path = join(this.#of(uuid), currentFile)
    if (name === undefined) await rm(path, { force: true })
    else await writeDurably(path, JSON.stringify({ version: 1, name }))
  }

  async remove(uuid: string, name: string): Promise<void> {
    await rm(this.#path(uuid, name), { force: true })
    await syncDirectory(this.#of(uuid))
  }

  /** Forget all of a domain. */
  clear(uuid: string): void {
    rmSync(this.#of(uuid), { recursive: true, force: true })
  }

  #of(uuid: string): string {
    return join(this.#directory, uuid)
  }

  #path(uuid: string, name: string): string {
    checkSnapshotName(name)
    if (Buffer.byteLength(name) > longestName)
      throw new VirtError('XML_ERROR', `invalid snapshot name '${name}': name is too long`)
    return join(this.#of(uuid), `${name}.json`)
  }

  #read(path: string): KnownSnapshot | undefined {
    try {
      const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<SnapshotFile>
      if (file.version !== 1 || typeof file.snapshot !== 'string')
        throw new Error('it is not a snapshot of this version')
      if (file.unfinished) throw new Error('the snapshot was never finished')
      const { name, ...rest } = parseDomainSnapshot(file.snapshot)
      if (name === undefined || `${name}.json` !== basename(path))
        throw new Error(`it describes '${name ?? ''}'`)
      return { ...rest, name }
    } catch (error) {
      setAside(path, error, this.#warn)
      return undefined
    }
  }
}

/** Without it nothing is lost but which one is next to be a parent. */
function readCurrent(path: string): string | undefined {
  try {
    const { name } = JSON.parse(readFileSync(path, 'utf8')) as { readonly name?: unknown }
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}
