import type { VirtError } from '@virt/core/driver'
import { nothing } from './decode.js'
import { invalid } from './errors.js'
import type { RequestOptions } from './options.js'
import { checkedWatchPath } from './paths.js'
import type { Request } from './pending-request.js'
import type { RequestName } from './requests.js'
import type { Ask } from './tree.js'
import { XenStoreWatch } from './watch.js'

/** How a watch is made. */
export interface WatchOptions {
  /** Ends the watch, without error. */
  readonly signal?: AbortSignal
  /** Milliseconds that the store may take to confirm it. Default: the client's. */
  readonly timeout?: number
  /** Levels below the path of which changes are told: 0 for the node alone. Default: all. */
  readonly depth?: number
}

/** The watches of a connection, by the tokens with which their events come. */
export class Watches {
  readonly #ask: Ask
  readonly #active = new Map<string, XenStoreWatch>()
  #last = 0

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Events that come before the store confirms are the watch's already: its token is known from the start. */
  add(path: string, { signal, timeout, depth = Infinity }: WatchOptions): XenStoreWatch {
    checkedWatchPath(path)
    if (!(depth >= 0)) throw invalid(`the depth of a watch must be a number from 0, not ${depth}`)
    const token = `virt-${++this.#last}`
    const cancel = (): void => watch.finish()
    const ready = this.#send('WATCH', path, token, { timeout })
    const watch = new XenStoreWatch(path, depth, ready, () => {
      signal?.removeEventListener('abort', cancel)
      if (this.#active.delete(token)) this.#send('UNWATCH', path, token).catch(() => undefined)
    })
    this.#active.set(token, watch)
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted) cancel()
    return watch
  }

  tell(path: string, token: string): void {
    this.#active.get(token)?.changed(path)
  }

  /** The store has forgotten them all, or is gone. */
  end(error?: VirtError): void {
    const active = [...this.#active.values()]
    this.#active.clear()
    for (const watch of active) watch.finish(error)
  }

  #send(name: RequestName, path: string, token: string, options?: RequestOptions): Promise<void> {
    const request: Request<void> = { name, subject: path, text: `${path}\0${token}\0`, decode: nothing }
    return this.#ask(request, options)
  }
}
