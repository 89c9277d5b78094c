import type { VirtError } from '@virt/core/driver'
import { nothing } from './decode.js'
import { invalid } from './errors.js'
import type { RequestOptions } from './options.js'
import { checkedWatchPath } from './paths.js'
import type { Request } from './pending-request.js'
import type { RequestName } from './requests.js'
import type { Ask } from './tree.js'

/** How a watch is made. */
export interface WatchOptions {
  /** Ends the watch, without error. */
  readonly signal?: AbortSignal
  /** Milliseconds that the store may take to confirm it. Default: the client's. */
  readonly timeout?: number
  /** Levels below the path of which changes are told: 0 for the node alone. Default: all. */
  readonly depth?: number
}

/** Who is told of a watch's events, each at once. Never throws. */
export interface WatchListener {
  changed(path: string): void
  /** The store is gone, with the reason, or was told to forget the watch. Not called after `stop`. */
  ended?(reason: VirtError | undefined): void
}

/** A watch that was begun. */
export interface Listening {
  /** Resolves when the store has confirmed it; rejects when it refuses. */
  readonly ready: Promise<void>
  readonly stop: () => void
}

interface Active extends WatchListener {
  readonly path: string
  readonly depth: number
}

/** The watches of a connection, by the tokens with which their events come. */
export class Watches {
  readonly #ask: Ask
  readonly #active = new Map<string, Active>()
  #last = 0

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Events that come before the store confirms are the watch's already: its token is known from the start. */
  add(path: string, listener: WatchListener, { signal, timeout, depth = Infinity }: WatchOptions): Listening {
    checkedWatchPath(path)
    if (!(depth >= 0)) throw invalid(`the depth of a watch must be a number from 0, not ${depth}`)
    const token = `virt-${++this.#last}`
    const stop = (): void => {
      signal?.removeEventListener('abort', abort)
      if (this.#active.delete(token)) this.#send('UNWATCH', path, token).catch(() => undefined)
    }
    const abort = (): void => {
      stop()
      ended(undefined)
    }
    const ended = (reason: VirtError | undefined): void => {
      signal?.removeEventListener('abort', abort)
      listener.ended?.(reason)
    }
    this.#active.set(token, { path, depth, changed: (each) => listener.changed(each), ended })
    const ready = this.#send('WATCH', path, token, { timeout })
    ready.catch(stop)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) queueMicrotask(abort)
    return { ready, stop }
  }

  tell(path: string, token: string): void {
    const watch = this.#active.get(token)
    if (watch && (path === watch.path || levels(path) - levels(watch.path) <= watch.depth))
      watch.changed(path)
  }

  /** The store has forgotten them all, or is gone. */
  end(reason?: VirtError): void {
    const active = [...this.#active.values()]
    this.#active.clear()
    for (const watch of active) watch.ended?.(reason)
  }

  #send(name: RequestName, path: string, token: string, options?: RequestOptions): Promise<void> {
    const request: Request<void> = { name, subject: path, text: `${path}\0${token}\0`, decode: nothing }
    return this.#ask(request, options)
  }
}

const levels = (path: string): number => (path === '/' ? 1 : path.split('/').length)
