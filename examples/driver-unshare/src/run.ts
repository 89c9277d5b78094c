import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { Console } from './console.js'
import { launch } from './launch.js'
import { initOf, type Usage, usageOf } from './processes.js'

/** How a run ended. */
export type End = 'shutdown' | 'destroyed' | 'crashed'

const gracePeriod = 2000

/** One run of a domain: `unshare`, and the init below it. */
export class Run {
  /** The host's process id of `unshare`. */
  readonly id: number
  readonly config: DomainConfig
  readonly console: Console
  readonly ended: Promise<End>
  readonly #child: ChildProcessWithoutNullStreams
  #paused = false
  #asked: End | undefined

  constructor(config: DomainConfig) {
    const child = launch(config)
    this.id = child.pid
    this.config = config
    this.#child = child
    this.console = new Console(child)
    this.ended = new Promise((resolve) => {
      child.once('exit', (status) => resolve(this.#asked ?? (status === 0 ? 'shutdown' : 'crashed')))
    })
    child.unref()
    for (const pipe of child.stdio) (pipe as Socket).unref()
  }

  get paused(): boolean {
    return this.#paused
  }

  /** Stop, or continue, every process of the group. */
  pause(wanted: boolean): void {
    this.#signal(-this.id, wanted ? 'SIGSTOP' : 'SIGCONT')
    this.#paused = wanted
  }

  usage(): Promise<Usage> {
    return usageOf(this.id)
  }

  /** SIGTERM to init, which ignores it unless it has a handler: it is process 1 in there. */
  async shutdown(): Promise<void> {
    const init = await this.#init()
    this.#asked = 'shutdown'
    this.#signal(init, 'SIGTERM')
  }

  /** SIGKILL to `unshare`; the kernel ends what is in the namespace. */
  async destroy(): Promise<void> {
    this.#asked = 'destroyed'
    this.#signal(-this.id, 'SIGKILL')
    this.#child.ref()
    await this.ended
  }

  async destroyGracefully(): Promise<void> {
    await this.shutdown()
    this.#asked = 'destroyed'
    const late = sleep(gracePeriod, 'late' as const)
    if ((await Promise.race([this.ended, late])) !== 'late') return
    this.#asked = undefined
    throw new VirtError('OPERATION_FAILED', `init has not ended ${gracePeriod} ms after SIGTERM`)
  }

  get #runs(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** A domain runs as soon as `unshare` does, which is a little before its init. */
  async #init(): Promise<number> {
    for (const end = Date.now() + gracePeriod; this.#runs; await sleep(5)) {
      const init = await initOf(this.id)
      if (init !== undefined) return init
      if (Date.now() > end) throw new VirtError('OPERATION_FAILED', 'init has not begun yet')
    }
    throw new VirtError('OPERATION_INVALID', 'domain is not running')
  }

  #signal(target: number, signal: NodeJS.Signals): void {
    try {
      process.kill(target, signal)
    } catch (cause) {
      throw new VirtError('OPERATION_INVALID', 'domain is not running', { cause })
    }
  }
}
