import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gaveWay } from '@virt/core/rpc'
import type { Layout } from '@virt/qemud'

const idleSeconds = 30

/** The daemon of this user, as a process that outlives this one. Its words go to `qemud.log` beside the logs of its guests. */
export class SessionDaemon {
  readonly #log: string
  #logStart: number | undefined
  #child: ChildProcess | undefined
  #failures = 0
  #hasGivenWay = false

  constructor({ logs }: Layout) {
    this.#log = join(dirname(logs), 'qemud.log')
  }

  /** How often it has ended, except to give way to another one. */
  get failures(): number {
    return this.#failures
  }

  /** Whether it has ended to give way to another one, which may be on its way. */
  get hasGivenWay(): boolean {
    return this.#hasGivenWay
  }

  get living(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  async start(): Promise<void> {
    mkdirSync(dirname(this.#log), { recursive: true, mode: 0o700 })
    const log = openSync(this.#log, 'a', 0o600)
    try {
      this.#logStart ??= fstatSync(log).size
      const program = createRequire(import.meta.url).resolve('@virt/qemud/package.json')
      const argv = [
        join(dirname(program), 'bin/virt-qemud.js'),
        '--session',
        '--timeout',
        String(idleSeconds),
      ]
      this.#child = spawn(process.execPath, argv, { detached: true, cwd: '/', stdio: ['ignore', log, log] })
      this.#child.once('exit', (status) => {
        if (status === gaveWay) this.#hasGivenWay = true
        else this.#failures++
      })
      await once(this.#child, 'spawn')
      this.#child.unref()
    } finally {
      closeSync(log)
    }
  }

  /** The last error that it told since its first start, or the last line; empty when it said nothing. */
  complaint(): string {
    const said = readFileSync(this.#log).subarray(this.#logStart).toString('utf8')
    const lines = said.split('\n').filter((line) => line !== '')
    return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? ''
  }
}
