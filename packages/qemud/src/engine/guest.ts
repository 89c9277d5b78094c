import type { Duplex } from 'node:stream'
import type { DomainConfig } from '@virt/core/config'
import { VirtError, type DomainState, type LifecycleDetails, type StateReason } from '@virt/core/driver'
import type { BlockJob } from '../blocks/block-job.js'
import { ProcessClock } from '../host/process-times.js'
import { Releases } from '../hotplug/releases.js'
import type { QmpClient } from '../qmp/client.js'
import type { RuntimeTask } from '../store/runtime-task.js'
import type { GuestProcess } from './guest-process.js'
import { JobQueue } from './job-queue.js'
import type { Taint } from './taint.js'

/** One run of a domain: its QEMU process, the conversation with it, and what is known of its state. */
export class Guest {
  readonly id: number
  /** The live description, with what QEMU chose. */
  config: DomainConfig
  state: DomainState = 'paused'
  reason: StateReason = 'startingUp'
  process: GuestProcess | undefined
  /** Ends its start, while that goes on. */
  starting: AbortController | undefined
  /** Current balloon, in KiB. */
  memory: number
  /** Why the next pause will have happened. */
  pausing: StateReason | undefined
  /** Why it will have stopped, as soon as that is certain. */
  stopping: LifecycleDetails['stopped'] | undefined
  /** The next power-off is half of a reboot. */
  rebooting = false
  /** It has halted and is being reset, to be continued then. */
  restarting = false
  /** Something of what its devices need on the host may have been made. */
  hostSide = false
  /** Nobody here is concerned with it any more. */
  released = false
  /** Why the next resume will have happened. */
  resuming: StateReason | undefined
  /** What a later daemon must know if this one dies now. */
  task: RuntimeTask | undefined
  /** Bytes per second that its migrations may take; 0: no limit. */
  migrationSpeed = 0
  /** Conversations with the agent in it, one at a time. */
  readonly agent: JobQueue = new JobQueue()
  /** What was done to it that nobody can support. */
  readonly taints: Set<Taint> = new Set()
  /** Streams that are open, by alias of their device. */
  readonly consoles: Map<string, Duplex> = new Map()
  /** Devices that the guest was asked to let go of. */
  readonly releases: Releases = new Releases()
  /** Offsets beyond which a write will be told of, by block node. */
  readonly thresholds: Map<string, number> = new Map()
  /** The newest plugging of a device, with what it takes on the host. It ends soon after the run at the latest. */
  hostWork: Promise<void> | undefined
  /** What goes on with its images, by target of the disk. */
  readonly blockJobs: Map<string, BlockJob> = new Map()
  /** Resolves when the run is over and everybody was told. */
  readonly ended: Promise<void>
  /** To be called once, at the very end. */
  readonly end: () => void
  #monitor: QmpClient | undefined
  #clock: ProcessClock | undefined

  constructor(id: number, config: DomainConfig) {
    this.id = id
    this.config = config
    this.memory = config.currentMemory ?? config.memory
    let end = (): void => undefined
    this.ended = new Promise((resolve) => (end = resolve))
    this.end = end
  }

  /** @throws OPERATION_FAILED while QEMU cannot be talked to. */
  get monitor(): QmpClient {
    if (this.#monitor) return this.#monitor
    throw new VirtError('OPERATION_FAILED', 'QEMU has not connected its monitor yet', { origin: 'QEMU' })
  }

  set monitor(monitor: QmpClient) {
    this.#monitor = monitor
  }

  get connected(): boolean {
    return this.#monitor?.state === 'running'
  }

  /** CPU time of the process in nanoseconds; 0 once it has ended. */
  times(): { readonly user: number; readonly system: number } {
    try {
      if (!this.process) return { user: 0, system: 0 }
      this.#clock ??= new ProcessClock(this.process.pid)
      return this.#clock.read()
    } catch {
      return { user: 0, system: 0 }
    }
  }

  enter(state: DomainState, reason: StateReason): void {
    this.state = state
    this.reason = reason
  }

  /** Let go of everything that is open; the process goes on if it can. */
  release(): void {
    this.released = true
    this.#clock?.close()
    this.#clock = undefined
    for (const stream of this.consoles.values()) stream.destroy()
    this.#monitor?.close()
  }
}
