import type { Duplex } from 'node:stream'
import { openTerminal, type Call, type ConsoleFlags } from '@virt/core/driver'
import type { XenStoreClient } from '../client/client.js'
import { consoleTty } from './console-tty.js'
import { refusal } from './errors.js'
import type { Resident } from './resident.js'

/** All open consoles of this process: each is for one user at a time, whatever connection it was opened through. */
const inUse = new Map<string, Duplex>()

/** The consoles that one connection has opened, which end with it. */
export class Consoles {
  readonly #open = new Set<Duplex>()

  /** DEVICE_MISSING when the domain has no such console; OPERATION_FAILED when it is in use, and not `force`. */
  async open(
    client: XenStoreClient,
    resident: Resident,
    { device, force = false }: ConsoleFlags,
    call: Call,
  ): Promise<Duplex> {
    const tty = await consoleTty(client, resident, device, call)
    if (tty === undefined)
      throw refusal(
        'DEVICE_MISSING',
        `domain '${resident.name}' has no console ${device ?? 'with a terminal'}`,
      )
    const present = inUse.get(tty)
    if (present && !present.destroyed && !force)
      throw refusal('OPERATION_FAILED', 'Active console session exists for this domain')
    present?.destroy()
    return this.#connect(tty)
  }

  /** They end. */
  close(): void {
    for (const stream of this.#open) stream.destroy()
  }

  #connect(tty: string): Duplex {
    const stream = streamOf(tty)
    this.#open.add(stream)
    inUse.set(tty, stream)
    stream.once('close', () => {
      this.#open.delete(stream)
      if (inUse.get(tty) === stream) inUse.delete(tty)
    })
    return stream
  }
}

function streamOf(tty: string): Duplex {
  try {
    return openTerminal(tty)
  } catch (cause) {
    throw refusal('SYSTEM_ERROR', `cannot open console '${tty}': ${(cause as Error).message}`, cause)
  }
}
