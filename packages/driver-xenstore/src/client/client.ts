import { VirtError } from '@virt/core/driver'
import { Conversation } from './conversation.js'
import { nothing, truth, word } from './decode.js'
import { dial } from './dial.js'
import { invalid } from './errors.js'
import { aborted, type RequestOptions } from './options.js'
import type { Decode } from './pending-request.js'
import { checkedDomain } from './permissions.js'
import { usualPlaces } from './places.js'
import type { RequestName } from './requests.js'
import { transact, type TransactionOptions, type XenStoreTransaction } from './transaction.js'
import { XenStoreTree, type Ask } from './tree.js'
import type { Transport } from './transport.js'
import { Watches, type Listening, type WatchListener, type WatchOptions } from './watches.js'
import { XenStoreWatch } from './watch.js'

/** Where to connect, and how. */
export interface ConnectOptions {
  /**
   * A store's socket, or the kernel's device. Default: `XENSTORED_PATH`; else `socket` in `XENSTORED_RUNDIR`,
   * `/run/xenstored` or `/var/run/xenstored`; else `/dev/xen/xenbus` or `/proc/xen/xenbus`.
   */
  readonly path?: string
  /** Refuse changes before they are sent, and prefer the store's socket for that (`socket_ro`, up to Xen 4.8). */
  readonly readOnly?: boolean
  readonly signal?: AbortSignal
  /** Milliseconds that connecting, and each later request that does not say otherwise, may take; 0 for no limit. Default 30,000. */
  readonly timeout?: number
}

/**
 * A connection to a Xen store. Any number of requests may be in flight; each can be given up with `{signal, timeout}`.
 * When the store is gone, or breaks the protocol, every request and every watch ends with CONNECTION_LOST, as does
 * every later one; a breach of the protocol is the `cause`, with the code RPC.
 */
export class XenStoreClient extends XenStoreTree {
  /** The socket or device that it is connected to. */
  readonly path: string
  /** Resolves with the reason when the store is gone without {@link close}. */
  readonly lost: Promise<VirtError>
  readonly #conversation: Conversation
  readonly #watches: Watches
  readonly #ask: Ask
  readonly #shared: boolean

  private constructor(transport: Transport, path: string, readOnly: boolean, timeout: number) {
    const conversation: Conversation = new Conversation(transport, timeout, {
      watched: (path, token) => watches.tell(path, token),
      over: (error) => watches.end(error),
    })
    const ask: Ask = (request, options) => conversation.ask(request, options)
    const watches = new Watches(ask)
    super(ask, readOnly)
    this.path = path
    this.lost = conversation.lost
    this.#conversation = conversation
    this.#watches = watches
    this.#ask = ask
    this.#shared = transport.anonymousWatches
  }

  /**
   * Connect. NO_XENSTORE when nothing is there, ACCESS_DENIED when this user may not; OPERATION_TIMEOUT when there is
   * a device behind which no store answers.
   */
  static async connect(options: ConnectOptions = {}): Promise<XenStoreClient> {
    const { path, readOnly = false, signal, timeout = 30_000 } = options
    if (signal?.aborted) throw aborted(signal.reason)
    const places = path === undefined ? usualPlaces(readOnly) : [path]
    const place = await dial(places, { signal, timeout })
    const client = new XenStoreClient(place.transport, place.path, readOnly, timeout)
    try {
      if (client.#shared) await client.domainPath(0, { signal, timeout })
      return client
    } catch (error) {
      await client.close()
      throw error
    }
  }

  /**
   * Read and change as one step: all of the body's changes happen, or none. When others change the same meanwhile, the
   * body runs again, a bounded number of times; then RESOURCE_BUSY. An error of the body undoes it, and is thrown on.
   * The time is that of all attempts together.
   */
  transaction<T>(
    body: (transaction: XenStoreTransaction) => Promise<T> | T,
    options: TransactionOptions = {},
  ): Promise<T> {
    return transact(this.#ask, body, options, this.readOnly, this.#conversation.timeout)
  }

  /**
   * Watch a node and all below it, or `@introduceDomain` or `@releaseDomain`. It listens from this call on. INVALID_ARG is
   * thrown for a bad path; what the store refuses is the error of `ready` and of the first `next`.
   */
  watch(path: string, options: WatchOptions = {}): XenStoreWatch {
    return new XenStoreWatch(path, (listener) => this.#watches.add(path, listener, options))
  }

  /**
   * The same for who wants to be told of each event at once, before any answer that comes after it: on a socket, an answer
   * tells of the store as it was after all events that came before. The first event is the watched path itself.
   */
  listen(path: string, listener: WatchListener, options: WatchOptions = {}): Listening {
    return this.#watches.add(path, listener, options)
  }

  /** Have the store forget this connection's watches, which end. OPERATION_UNSUPPORTED on the device, whose connection is the kernel's own. */
  async resetWatches(options?: RequestOptions): Promise<void> {
    if (this.#shared)
      throw new VirtError('OPERATION_UNSUPPORTED', "the watches of the device are the kernel's too", {
        origin: 'XENSTORE',
      })
    await this.#send('RESET_WATCHES', '', '\0', nothing, options)
    this.#watches.end()
  }

  /** Make a domain known to the store: its shared page (`gfn`) and event channel port. */
  async introduceDomain(id: number, gfn: number, port: number, options?: RequestOptions): Promise<void> {
    return this.#send('INTRODUCE', `${checkedDomain(id)}`, `${id}\0${gfn}\0${port}\0`, nothing, options)
  }

  /** Make the store forget a domain. */
  async releaseDomain(id: number, options?: RequestOptions): Promise<void> {
    return this.#about('RELEASE', id, nothing, options)
  }

  /** Have the store look again at a domain that was shut down, and went on. */
  async resumeDomain(id: number, options?: RequestOptions): Promise<void> {
    return this.#about('RESUME', id, nothing, options)
  }

  /** Let a domain do what its target may: for a stub domain and its guest. */
  async setTarget(id: number, target: number, options?: RequestOptions): Promise<void> {
    return this.#send(
      'SET_TARGET',
      `${checkedDomain(id)}`,
      `${id}\0${checkedDomain(target)}\0`,
      nothing,
      options,
    )
  }

  /** Whether the store knows a domain. */
  async isDomainIntroduced(id: number, options?: RequestOptions): Promise<boolean> {
    return this.#about('IS_DOMAIN_INTRODUCED', id, truth, options)
  }

  /** Where a domain's nodes are: `/local/domain/ID`. */
  async domainPath(id: number, options?: RequestOptions): Promise<string> {
    return this.#about('GET_DOMAIN_PATH', id, word, options)
  }

  /** A command to the store's daemon itself, such as `help`; what it answers. */
  async control(command: string, args: readonly string[] = [], options?: RequestOptions): Promise<string> {
    const words = [command, ...args]
    if (words.some((each) => !/^[\x20-\x7e]+$/.test(each)))
      throw invalid('a command must be of printable ASCII')
    return this.#send('CONTROL', command, words.map((each) => `${each}\0`).join(''), word, options)
  }

  /** Hang up: requests that wait end with CONNECTION_LOST, watches end. May be called again. */
  close(): Promise<void> {
    return this.#conversation.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #about<T>(name: RequestName, id: number, decode: Decode<T>, options?: RequestOptions): Promise<T> {
    return this.#send(name, `${checkedDomain(id)}`, `${id}\0`, decode, options)
  }

  #send<T>(
    name: RequestName,
    subject: string,
    text: string,
    decode: Decode<T>,
    options?: RequestOptions,
  ): Promise<T> {
    this.refuseChange(name)
    return this.#ask({ name, subject, text, decode }, options)
  }
}
