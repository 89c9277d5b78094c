import type { Duplex } from 'node:stream'
import { aborted, revive } from './errors.js'
import { asAnswer, protocolVersion } from './messages.js'
import { Wire } from './wire.js'

/** Turn a fresh connection to the server into the byte stream that a token stands for. On failure it is destroyed. */
export async function attach(
  stream: Duplex,
  server: string,
  token: string,
  signal: AbortSignal | undefined,
): Promise<Duplex> {
  const giveUp = (): void => void stream.destroy(aborted(signal as AbortSignal))
  signal?.addEventListener('abort', giveUp)
  try {
    return await acknowledged(stream, server, token)
  } catch (error) {
    stream.destroy()
    throw signal?.aborted ? aborted(signal) : error
  } finally {
    signal?.removeEventListener('abort', giveUp)
  }
}

function acknowledged(stream: Duplex, server: string, token: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const message = (received: Readonly<Record<string, unknown>>): void => {
      const answer = asAnswer(received)
      if ('error' in answer) throw revive(answer.error)
      resolve(wire.release())
    }
    const wire = new Wire(stream, server, { message, over: (reason) => reject(reason()) })
    wire.send({ jsonrpc: '2.0', id: 0, method: 'attach', params: { protocol: protocolVersion, token } })
  })
}
