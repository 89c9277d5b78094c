import { spawn, type ChildProcess } from 'node:child_process'
import { gaveWay } from '@virt/core/rpc'
import type { Starter } from './starters.js'

const longestComplaint = 1000

/** A daemon on its way, as a process that outlives this one. */
export class Starting {
  readonly #child: ChildProcess
  readonly #command: string
  #said = ''
  #failure: string | undefined

  constructor({ command, argv, env }: Starter) {
    this.#command = command
    this.#child = spawn(command, argv, {
      detached: true,
      cwd: '/',
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child.once('error', (error) => (this.#failure = error.message))
    this.#child.once('exit', (status, signal) => {
      if (status !== gaveWay) this.#failure ??= `it ended with ${signal ?? status}`
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = `${this.#said}${text}`.slice(-longestComplaint)
    })
  }

  /** Why it will not come: the last that it said, or how it ended. */
  get failure(): string | undefined {
    if (this.#failure === undefined) return undefined
    const last = this.#said.trim().split('\n').at(-1)
    return `${this.#command}: ${last || this.#failure}`
  }

  /** From now on it is on its own: this process does not wait for it, nor hear what it says. */
  leave(): void {
    this.#child.stderr?.destroy()
    this.#child.unref()
  }
}
