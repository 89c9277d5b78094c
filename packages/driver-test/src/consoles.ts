import { PassThrough } from 'node:stream'
import type { Duplex } from 'node:stream'
import { VirtError } from '@virt/core/driver'

/** The consoles of one running domain: each echoes what is written to it, for one reader at a time. */
export class Consoles {
  readonly #open = new Map<string, Duplex>()

  /** `force` throws out whoever is connected to that device. */
  open(device: string, force: boolean): Duplex {
    const previous = this.#open.get(device)
    if (previous && !force)
      throw new VirtError('OPERATION_FAILED', 'Active console session exists for this domain', {
        origin: 'TEST',
      })
    previous?.end()
    return this.#connect(device)
  }

  /** The guest is gone: every reader gets what is left, then the end. */
  hangUp(): void {
    for (const stream of this.#open.values()) stream.end()
    this.#open.clear()
  }

  #connect(device: string): Duplex {
    const stream = new PassThrough()
    this.#open.set(device, stream)
    stream.once('close', () => {
      if (this.#open.get(device) === stream) this.#open.delete(device)
    })
    return stream
  }
}
