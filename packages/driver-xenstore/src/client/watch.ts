import type { VirtError } from '@virt/core/driver'
import type { Listening, WatchListener } from './watches.js'

/** Different paths kept for a slow reader; more of them become one event of the watched path itself. */
const mostPaths = 4096

type Waiter = {
  resolve: (result: IteratorResult<string, undefined>) => void
  reject: (error: unknown) => void
}

/**
 * A watch, as the sequence of paths that have changed. It begins with the watched path itself: look once, and nothing
 * is missed. A path that changes again before it is read is given once; what it is now is to be read from the store.
 *
 * It ends when it is let go (`return`, leaving a `for await`, its signal, `client.close()`), and with an error when the
 * store refuses it or is lost.
 */
export class XenStoreWatch implements AsyncIterableIterator<string, undefined> {
  /** The path as it was given. */
  readonly path: string
  /** Resolves when the store has confirmed it; rejects when it refuses. Need not be waited for. */
  readonly ready: Promise<void>
  readonly #release: () => void
  readonly #changed = new Set<string>()
  readonly #waiters: Waiter[] = []
  #end: { error?: VirtError } | undefined

  /** @internal */
  constructor(path: string, listen: (listener: WatchListener) => Listening) {
    this.path = path
    const { ready, stop } = listen({
      changed: (each) => this.#take(each),
      ended: (error) => this.#finish(error),
    })
    this.ready = ready
    this.#release = stop
    ready.catch((error: unknown) => this.#finish(error as VirtError))
  }

  next(): Promise<IteratorResult<string, undefined>> {
    for (const value of this.#changed) {
      this.#changed.delete(value)
      return Promise.resolve({ done: false, value })
    }
    return new Promise((resolve, reject) => {
      if (this.#end) this.#conclude({ resolve, reject })
      else this.#waiters.push({ resolve, reject })
    })
  }

  return(): Promise<IteratorResult<string, undefined>> {
    this.#finish()
    this.#changed.clear()
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  #take(path: string): void {
    if (this.#end) return
    const waiter = this.#waiters.shift()
    if (waiter) return waiter.resolve({ done: false, value: path })
    if (this.#changed.size >= mostPaths) {
      this.#changed.clear()
      this.#changed.add(this.path)
    } else this.#changed.add(path)
  }

  /** Quiet, or with an error that the reader gets once. */
  #finish(error?: VirtError): void {
    if (this.#end) return
    this.#end = { error }
    this.#release()
    for (const waiter of this.#waiters.splice(0)) this.#conclude(waiter)
  }

  #conclude({ resolve, reject }: Waiter): void {
    const error = this.#end?.error
    this.#end = {}
    if (error === undefined) resolve({ done: true, value: undefined })
    else reject(error)
  }
}
