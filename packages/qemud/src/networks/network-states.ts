import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { formatNetwork, parseNetwork, type NetworkConfig } from '@virt/core/config'
import type { Warn } from '../engine/warn.js'
import { removeUnfinished, writeQuickly } from '../store/atomic-write.js'
import { setAside } from '../store/set-aside.js'

/** `starting`: some of it may be there, and nobody was told that it is active. */
export type Phase = 'starting' | 'active'

/** What survives a daemon about one active network. Plain data; the version changes with the meaning. */
interface StateFile {
  readonly version: 1
  readonly uuid: string
  readonly phase: Phase
  /** The live description, as XML. It names the bridge and its MAC address. */
  readonly live: string
}

export interface NetworkState {
  readonly uuid: string
  readonly phase: Phase
  readonly live: NetworkConfig
}

/** The state of all active networks: one `UUID.json` each. */
export class NetworkStates {
  readonly #directory: string
  readonly #warn: Warn

  constructor(directory: string, warn: Warn) {
    this.#directory = directory
    this.#warn = warn
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  }

  save({ uuid, phase, live }: NetworkState): void {
    const file: StateFile = { version: 1, uuid, phase, live: formatNetwork(live) }
    writeQuickly(this.#path(uuid), JSON.stringify(file))
  }

  remove(uuid: string): void {
    rmSync(this.#path(uuid), { force: true })
  }

  /** Every usable state. Others are set aside with a warning. */
  load(): NetworkState[] {
    removeUnfinished(this.#directory)
    const files = readdirSync(this.#directory).filter((file) => file.endsWith('.json'))
    return files.map((file) => this.#read(join(this.#directory, file))).filter((state) => state !== undefined)
  }

  #read(path: string): NetworkState | undefined {
    try {
      const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
      if (!isStateFile(file)) throw new Error('it is not a network state of this version')
      if (`${file.uuid}.json` !== basename(path)) throw new Error(`it describes ${file.uuid}`)
      return { uuid: file.uuid, phase: file.phase, live: parseNetwork(file.live) }
    } catch (error) {
      setAside(path, error, this.#warn)
      return undefined
    }
  }

  #path(uuid: string): string {
    return join(this.#directory, `${uuid}.json`)
  }
}

function isStateFile(value: unknown): value is StateFile {
  if (typeof value !== 'object' || value === null) return false
  const { version, uuid, phase, live } = value as Partial<Record<keyof StateFile, unknown>>
  const phases: readonly unknown[] = ['starting', 'active'] satisfies Phase[]
  return version === 1 && typeof uuid === 'string' && phases.includes(phase) && typeof live === 'string'
}
