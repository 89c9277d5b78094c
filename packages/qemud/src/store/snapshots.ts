import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatDomainSnapshot, parseDomainSnapshot, type DomainSnapshotConfig } from '@virt/core/config'
import { checkSnapshotName, SnapshotTree, VirtError, type KnownSnapshot } from '@virt/core/driver'
import type { Warn } from '../engine/warn.js'
import {
  removeUnfinished,
  stageDurably,
  syncDirectory,
  writeDurably,
  type StagedFile,
} from './atomic-write.js'
import { setAside } from './set-aside.js'

/** One snapshot as it is kept. Plain data; the version changes with the meaning. */
interface SnapshotFile {
  readonly version: 1
  readonly name: string
  /** It was being made when this was written. */
  readonly unfinished: boolean
  /** Its images were there before. Absent in older files, as in `false`. */
  readonly reuse?: boolean
  /** The description, with the domain and its secrets, as XML. */
  readonly snapshot: string
}

const currentFile = '.current.json'
const longestName = 255 - '.json.broken'.length

/** A snapshot that an engine was killed in, and whether its images were there before. */
export interface UnfinishedSnapshot {
  readonly snapshot: KnownSnapshot
  readonly reuse: boolean
}

/** One that is being made. */
interface BegunSnapshot {
  /** It is made. */
  commit(): Promise<void>
  /** It is not. */
  discard(): Promise<void>
}

type Progress = Pick<SnapshotFile, 'unfinished' | 'reuse'>

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
    const snapshots = this.#files(uuid).flatMap((path) => this.#read(path) ?? [])
    return new SnapshotTree(snapshots, readCurrent(this.#currentPath(uuid)))
  }

  save(uuid: string, snapshot: KnownSnapshot): Promise<void> {
    return this.#save(uuid, snapshot, { unfinished: false })
  }

  /** Write down one that is about to be made, with everything ready for the moment when it is: then no room is needed. */
  async begin(uuid: string, snapshot: KnownSnapshot, reuse: boolean): Promise<BegunSnapshot> {
    const { name } = snapshot
    const staged: StagedFile[] = []
    const discard = async (): Promise<void> => {
      for (const file of staged) file.discard()
      await this.remove(uuid, name)
    }
    await this.#save(uuid, snapshot, { unfinished: true, reuse })
    try {
      staged.push(await stageDurably(this.#path(uuid, name), textOf(snapshot, { unfinished: false })))
      staged.push(await stageDurably(this.#currentPath(uuid), currentText(name)))
    } catch (error) {
      await discard()
      throw error
    }
    return { commit: async () => void (await Promise.all(staged.map((file) => file.commit()))), discard }
  }

  /** Those that have only begun. */
  unfinished(uuid: string): UnfinishedSnapshot[] {
    return this.#files(uuid).flatMap((path) => {
      try {
        const { unfinished, reuse = false, snapshot } = readFile(path)
        if (!unfinished) return []
        return [{ snapshot: named(path, parseDomainSnapshot(snapshot)), reuse }]
      } catch {
        return []
      }
    })
  }

  async #save(uuid: string, snapshot: KnownSnapshot, state: Progress): Promise<void> {
    mkdirSync(this.#of(uuid), { recursive: true, mode: 0o700 })
    await writeDurably(this.#path(uuid, snapshot.name), textOf(snapshot, state))
  }

  async saveCurrent(uuid: string, name: string | undefined): Promise<void> {
    const path = this.#currentPath(uuid)
    if (name === undefined) await rm(path, { force: true })
    else await writeDurably(path, currentText(name))
  }

  async remove(uuid: string, name: string): Promise<void> {
    await rm(this.#path(uuid, name), { force: true })
    await syncDirectory(this.#of(uuid))
  }

  /** Forget all of a domain. */
  clear(uuid: string): void {
    rmSync(this.#of(uuid), { recursive: true, force: true })
  }

  #files(uuid: string): string[] {
    const directory = this.#of(uuid)
    if (!existsSync(directory)) return []
    removeUnfinished(directory)
    const files = readdirSync(directory).filter((file) => file.endsWith('.json') && !file.startsWith('.'))
    return files.map((file) => join(directory, file))
  }

  #of(uuid: string): string {
    return join(this.#directory, uuid)
  }

  #currentPath(uuid: string): string {
    return join(this.#of(uuid), currentFile)
  }

  #path(uuid: string, name: string): string {
    checkSnapshotName(name)
    if (Buffer.byteLength(name) > longestName)
      throw new VirtError('XML_ERROR', `invalid snapshot name '${name}': name is too long`)
    return join(this.#of(uuid), `${name}.json`)
  }

  #read(path: string): KnownSnapshot | undefined {
    try {
      const { unfinished, snapshot } = readFile(path)
      if (unfinished) throw new Error('the snapshot was never finished')
      return named(path, parseDomainSnapshot(snapshot))
    } catch (error) {
      setAside(path, error, this.#warn)
      return undefined
    }
  }
}

function textOf(snapshot: KnownSnapshot, progress: Progress): string {
  const file: SnapshotFile = {
    version: 1,
    name: snapshot.name,
    ...progress,
    snapshot: formatDomainSnapshot(snapshot),
  }
  return JSON.stringify(file)
}

const currentText = (name: string): string => JSON.stringify({ version: 1, name })

function readFile(path: string): SnapshotFile {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<SnapshotFile>
  if (file.version !== 1 || typeof file.snapshot !== 'string')
    throw new Error('it is not a snapshot of this version')
  return file as SnapshotFile
}

function named(path: string, { name, ...rest }: DomainSnapshotConfig): KnownSnapshot {
  if (name === undefined || `${name}.json` !== basename(path)) throw new Error(`it describes '${name ?? ''}'`)
  return { ...rest, name }
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
