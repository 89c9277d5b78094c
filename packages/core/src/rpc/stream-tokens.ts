import { randomBytes } from 'node:crypto'
import { finished, type Duplex } from 'node:stream'

/** Milliseconds in which a client must fetch a stream. */
const lifetime = 10_000

/** Streams that wait for their client, each under a token that works once and cannot be guessed. */
export class StreamTokens {
  readonly #waiting = new Map<string, Duplex>()

  /** The token of a stream. Nobody came in time: the stream is destroyed. */
  issue(stream: Duplex): string {
    const token = randomBytes(32).toString('base64url')
    const expire = setTimeout(() => this.claim(token)?.destroy(), lifetime).unref()
    this.#waiting.set(token, stream)
    finished(stream, () => {
      clearTimeout(expire)
      this.#waiting.delete(token)
    })
    return token
  }

  claim(token: unknown): Duplex | undefined {
    const stream = this.#waiting.get(token as string)
    this.#waiting.delete(token as string)
    return stream
  }
}
