import { closeSync, constants, openSync } from 'node:fs'
import { Duplex } from 'node:stream'
import { isatty, ReadStream, WriteStream } from 'node:tty'

/**
 * The other end of a pseudo terminal as raw bytes in both directions, for `domains.openConsole`. It ends when the program
 * behind it closes its side. Throws the system's error, ENOTTY for what is no terminal.
 */
export function openTerminal(path: string): Duplex {
  return new Terminal(path)
}

class Terminal extends Duplex {
  readonly #input: ReadStream
  readonly #output: WriteStream

  constructor(path: string) {
    super({ allowHalfOpen: false })
    this.#input = new ReadStream(openTerminalFile(path))
    this.#input.setRawMode(true)
    this.#output = new WriteStream(openTerminalFile(path))
    this.#input.on('data', (chunk) => {
      if (!this.push(chunk)) this.#input.pause()
    })
    this.#input.on('end', () => this.push(null))
    this.#input.on('error', (error: Error) => this.#failed(error))
    this.#output.on('error', (error: Error) => this.#failed(error))
  }

  override _read(): void {
    this.#input.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#output.write(chunk, encoding, done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#input.destroy()
    this.#output.destroy()
    done(error)
  }

  /** EIO is how a terminal says that its other side is gone. */
  #failed(error: NodeJS.ErrnoException): void {
    if (error.code === 'EIO') this.push(null)
    else this.destroy(error)
  }
}

function openTerminalFile(path: string): number {
  const file = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  if (isatty(file)) return file
  closeSync(file)
  throw Object.assign(new Error(`'${path}' is no terminal`), { code: 'ENOTTY' })
}
