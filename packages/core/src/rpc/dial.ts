import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { getSystemErrorMap } from 'node:util'
import { VirtError } from '../errors/virt-error.js'
import { aborted } from './errors.js'

/** The path of a unix socket, or a function that opens a byte stream to the server. Dialled once more for every console. */
export type Dial = string | (() => Promise<Duplex>)

/** A connected stream. SYSTEM_ERROR when there is no server, CONNECTION_LOST when it dies meanwhile; what the signal says when it is aborted first. */
export async function dialUp(dial: Dial, signal: AbortSignal | undefined): Promise<Duplex> {
  if (signal?.aborted) throw aborted(signal)
  const dialling = typeof dial === 'string' ? dialSocket(dial) : dial()
  return signal ? orAbort(dialling, signal) : dialling
}

function dialSocket(path: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    const refuse = (cause: NodeJS.ErrnoException): void => {
      const detail = `Failed to connect socket to '${path}': ${describe(cause)}`
      const code = cause.code === 'ECONNRESET' ? 'CONNECTION_LOST' : 'SYSTEM_ERROR'
      reject(new VirtError(code, detail, { origin: 'RPC', cause }))
    }
    socket.once('error', refuse).once('connect', () => resolve(socket.off('error', refuse)))
  })
}

/** The sentence that the C library has for a system error. */
function describe({ errno, message }: NodeJS.ErrnoException): string {
  const [, text] = getSystemErrorMap().get(errno ?? 0) ?? []
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : message
}

function orAbort(dialling: Promise<Duplex>, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(aborted(signal))
    signal.addEventListener('abort', giveUp, { once: true })
    dialling
      .then((stream) => (signal.aborted ? void stream.destroy() : resolve(stream)), reject)
      .finally(() => signal.removeEventListener('abort', giveUp))
  })
}
