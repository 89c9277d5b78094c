import { appendFileSync, closeSync, fstatSync, openSync, readSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'

const tailBytes = 4096
const tailLines = 5

/** The log of one domain: what the engine did with it, and everything that its QEMU prints. */
export class DomainLog {
  readonly #path: string

  constructor(directory: string, name: string) {
    this.#path = join(directory, `${name}.log`)
  }

  /** As far as the disk has room: a lost line never stops the work. */
  write(line: string): void {
    try {
      appendFileSync(this.#path, `${new Date().toISOString()}: ${line}\n`, { mode: 0o600 })
    } catch {
      return
    }
  }

  /** Its lines so far move on to another name, as far as that can be done. */
  rename(name: string): void {
    try {
      renameSync(this.#path, join(dirname(this.#path), `${name}.log`))
    } catch {
      return
    }
  }

  /** For a start: a descriptor for QEMU's output, and how to read back what it said. */
  openOutput(): LogOutput {
    return new LogOutput(openSync(this.#path, 'a+', 0o600))
  }
}

/** The part of a log that belongs to one start. */
export class LogOutput {
  readonly descriptor: number
  readonly #start: number
  #closed = false

  constructor(descriptor: number) {
    this.descriptor = descriptor
    this.#start = fstatSync(descriptor).size
  }

  /** QEMU's last lines; empty when it said nothing. */
  tail(): string {
    if (this.#closed) return ''
    const end = fstatSync(this.descriptor).size
    const from = Math.max(this.#start, end - tailBytes)
    const buffer = Buffer.alloc(end - from)
    readSync(this.descriptor, buffer, 0, buffer.length, from)
    return buffer.toString('utf8').trimEnd().split('\n').slice(-tailLines).join('\n')
  }

  close(): void {
    this.#closed = true
    closeSync(this.descriptor)
  }
}
