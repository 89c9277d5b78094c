import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { Duplex } from 'node:stream'
import { VirtError } from '@virt/core/driver'

/** Standard input, output and error of a domain: no terminal, only bytes. What nobody reads is dropped. */
export class Console {
  readonly #child: ChildProcessWithoutNullStreams
  #reader: Duplex | undefined

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => {
        if (this.#reader?.push(chunk) === false) output.pause()
      })
    child.once('close', () => this.#reader?.push(null))
  }

  /** For one reader, whom `force` throws out. */
  open(force = false): Duplex {
    if (this.#reader && !force)
      throw new VirtError('OPERATION_FAILED', 'Active console session exists for this domain')
    this.#reader?.destroy()
    const reader: Duplex = new Duplex({
      allowHalfOpen: false,
      read: () => this.#flow(),
      write: (chunk, _encoding, done) => void this.#child.stdin.write(chunk, done),
      destroy: (error, done) => {
        if (this.#reader === reader) this.#reader = undefined
        this.#flow()
        done(error)
      },
    })
    this.#reader = reader
    return reader
  }

  #flow(): void {
    this.#child.stdout.resume()
    this.#child.stderr.resume()
  }
}
