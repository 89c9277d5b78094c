import { appendFileSync } from 'node:fs'
import { VirtError } from '@virt/core'
import { isTerminal } from '../environment.js'
import { Failure } from '../parser/failure.js'
import { printableLines } from './printable.js'

/** Importance of what is said under `-d`; the number is the least `-d` that no longer shows it, minus one. */
const levels = { DEBUG: 0, INFO: 1, NOTICE: 2, WARNING: 3, ERROR: 4 } as const
export type Level = keyof typeof levels

export interface OutputSettings {
  readonly quiet: boolean
  readonly debug: number
  readonly log?: string
}

/**
 * Everything that the program says, and where. Once the reader of stdout is gone nothing is written any more. Much of it are
 * words of guests and of files, which a terminal is not to obey; a pipe gets them as they are.
 */
export class Output {
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly #settings: OutputSettings
  readonly #gone = new AbortController()

  constructor(stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream, settings: OutputSettings) {
    this.stdout = stdout
    this.stderr = stderr
    this.#settings = settings
    stdout.on('error', this.#lose)
    stderr.on('error', this.#lose)
  }

  /** Aborted when nobody reads any more. */
  get gone(): AbortSignal {
    return this.#gone.signal
  }

  get quiet(): boolean {
    return this.#settings.quiet
  }

  print(text: string): void {
    this.#write(this.stdout, text)
  }

  line(text: string): void {
    this.print(`${text}\n`)
  }

  /** Confirmations, which `-q` leaves out. */
  confirm(text: string): void {
    if (!this.quiet) this.line(text)
  }

  /** The same where virsh ends no line itself. */
  confirmOpen(text: string): void {
    if (!this.quiet) this.print(text)
  }

  error(text: string): void {
    this.#log('ERROR', text)
    this.#write(this.stderr, `error: ${text}\n`)
  }

  debug(level: Level, text: string): void {
    this.#log(level, text)
    if (this.#settings.debug <= levels[level]) this.line(text)
  }

  /** What was thrown, and the reason below it. */
  report(thrown: unknown): void {
    if (!(thrown instanceof Failure)) {
      this.error(VirtError.from(thrown).message)
      return
    }
    this.error(thrown.message)
    if (thrown.cause !== undefined) this.report(thrown.cause)
  }

  #write(stream: NodeJS.WritableStream, text: string): void {
    if (!this.gone.aborted) stream.write(isTerminal(stream) ? printableLines(text) : text)
  }

  #log(level: Level, text: string): void {
    const { log, debug } = this.#settings
    if (log === undefined || levels[level] < Math.min(debug, levels.ERROR)) return
    appendFileSync(log, `[${new Date().toISOString()} virt ${process.pid}] ${level} ${text}\n`, {
      mode: 0o600,
    })
  }

  readonly #lose = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error
    this.#gone.abort()
  }
}
