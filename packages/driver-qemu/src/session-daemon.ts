import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Layout } from '@virt/qemud'

const idleSeconds = 30

/** The daemon of this user, as a process that outlives this one. Its words go to `qemud.log` beside the logs of its guests. */
export class SessionDaemon {
  readonly #log: string
  #logStart = 0
  #child: ChildProcess | undefined
  #starts = 0

  constructor({ logs }: Layout) {
    this.#log = join(dirname(logs), 'qemud.log')
  }

  /** How often it was started. */
  get starts(): number {
    return this.#starts
  }

  get living(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  async start(): Promise<void> {
    this.#starts++
    mkdirSync(dirname(this.#log), { recursive: true, mode: 0o700 })
    const log = openSync(this.#log, 'a', 0o600)
    try {
      this.#logStart = fstatSync(log).size
      const program = createRequire(import.meta.url).resolve('@virt/qemud/package.json')
      const argv = [
        join(dirname(program), 'bin/virt-qemud.js'),
        '--session',
        '--timeout',
        String(idleSeconds),
      ]
      this.#child = spawn(process.execPath, argv, { detached: true, cwd: '/', stdio: ['ignore', log, log] })
      await once(this.#child, 'spawn')
      this.#child.unref()
    } finally {
      closeSync(log)
    }
  }

  /** The last error that it told since its last start, or the last line; empty when it said nothing. */
  complaint(): string {
    const said = readFileSync(this.#log).subarray(this.#logStart).toString('utf8')
    const lines = said.split('\n').filter((line) => line !== '')
    return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? ''
  }
}
