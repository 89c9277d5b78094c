import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseDomain, type DomainConfig } from '@virt/core/config'
import type { DomainState, StateReason } from '@virt/core/driver'
import type { Warn } from '../engine/warn.js'
import type { RuntimeTask } from './runtime-task.js'
import { removeUnfinished, writeQuickly } from './atomic-write.js'
import { setAside } from './set-aside.js'

/** What survives a daemon about one running domain. Plain data; the version changes with the meaning. */
export interface RuntimeRecord {
  readonly version: 1
  readonly uuid: string
  readonly name: string
  readonly id: number
  /** The unix socket that its QEMU connects to. */
  readonly monitor: string
  /** The process, with its start time of `/proc/PID/stat`, for a pid may be used again. Absent: it was just being started. */
  readonly process?: { readonly pid: number; readonly startTime: string }
  readonly state: DomainState
  readonly reason?: StateReason
  /** What it was in the middle of. */
  readonly task?: RuntimeTask
  /** What was done to it that nobody can support, in libvirt's words. */
  readonly taints?: readonly string[]
  /** Bytes per second that its migrations may take. Absent: no limit. */
  readonly migrationSpeed?: number
  /** The live definition, as XML. */
  readonly live: string
}

/** A record with its live definition. */
export interface LoadedRuntime {
  readonly record: RuntimeRecord
  readonly config: DomainConfig
}

/** The runtime state of all running domains: one `UUID.json` per domain. */
export class RuntimeStates {
  readonly #directory: string
  readonly #warn: Warn

  constructor(directory: string, warn: Warn) {
    this.#directory = directory
    this.#warn = warn
  }

  /** Without waiting for the disk: it is needed after a crash of this process, not of the host. */
  save(record: RuntimeRecord): void {
    writeQuickly(this.#path(record.uuid), JSON.stringify(record))
  }

  remove(uuid: string): void {
    rmSync(this.#path(uuid), { force: true })
  }

  /** Every usable record. Others are set aside with a warning. */
  load(): LoadedRuntime[] {
    removeUnfinished(this.#directory)
    const files = readdirSync(this.#directory).filter((file) => file.endsWith('.json'))
    return files
      .map((file) => this.#read(join(this.#directory, file)))
      .filter((record) => record !== undefined)
  }

  #read(path: string): LoadedRuntime | undefined {
    try {
      const record: unknown = JSON.parse(readFileSync(path, 'utf8'))
      if (!isRecord(record)) throw new Error('it is not a runtime state of this version')
      if (`${record.uuid}.json` !== basename(path)) throw new Error(`it describes ${record.uuid}`)
      return { record, config: { ...parseDomain(record.live), id: record.id } }
    } catch (error) {
      setAside(path, error, this.#warn)
      return undefined
    }
  }

  #path(uuid: string): string {
    return join(this.#directory, `${uuid}.json`)
  }
}

function isRecord(value: unknown): value is RuntimeRecord {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Partial<Record<keyof RuntimeRecord, unknown>>
  const texts = [record.uuid, record.name, record.monitor, record.state, record.live]
  return (
    record.version === 1 && Number.isInteger(record.id) && texts.every((text) => typeof text === 'string')
  )
}
