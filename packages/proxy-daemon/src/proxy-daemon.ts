import type { Server } from 'node:net'
import { parseXml } from '@virt/core/config'
import { type DriverConnection, type Registry, VirtError } from '@virt/core/driver'
import {
  type ActivatedSocket,
  IdleTimer,
  listenOn,
  openUpstream,
  type RpcServer,
  serve,
  type ServeLimits,
  type Upstream,
} from '@virt/core/rpc'
import { type Account, become } from './account.js'
import { proxyLimits } from './limits.js'
import type { Log } from './log.js'
import { Place } from './place.js'
import { SharedQueries } from './shared-queries.js'

export interface ProxyDaemonOptions {
  /** What is opened, once and for reading only. */
  readonly uri: string
  readonly registry: Registry
  /** Where to listen. */
  readonly socket: string
  /** The socket that the service manager passed: listen there instead. */
  readonly activated?: ActivatedSocket
  /** Whom to become when everything is open; absent: nobody else. */
  readonly user?: Account
  /** Seconds without client until {@link ProxyDaemon.ended} resolves; absent: never. */
  readonly timeout?: number
  readonly limits?: Partial<ServeLimits>
  readonly log: Log
}

/** Upstream's answers on a socket for everybody. */
export class ProxyDaemon {
  /** Resolves with `idle` when nobody has needed it for the time given, or with the reason why upstream is lost. */
  readonly ended: Promise<'idle' | VirtError>
  readonly #upstream: Upstream
  readonly #server: RpcServer
  readonly #place: Place | undefined
  readonly #timer: IdleTimer

  private constructor(parts: Parts, { limits, timeout, log }: ProxyDaemonOptions) {
    const { upstream, server, place } = parts
    this.#upstream = upstream
    this.#place = place
    this.#server = serve(new SharedQueries(upstream), server, { ...proxyLimits, ...limits, readOnly: true })
    let idle = (): void => undefined
    const unneeded = new Promise<'idle'>((resolve) => (idle = () => resolve('idle')))
    this.#timer = new IdleTimer(timeout, () => this.#server.clients > 0, idle)
    this.ended = Promise.race([unneeded, upstream.lost])
    this.#server.on('clients', (clients) => {
      log.debug(`${clients} clients`)
      this.#timer.reconsider()
    })
    this.#timer.reconsider()
  }

  /**
   * Open, listen, and give up all privileges, in this order: what has to be opened as root is open then, and whatever
   * needs root for a question has to fail at once, here.
   *
   * @throws what opening, {@link Place.claim} and {@link become} throw; OPERATION_FAILED when upstream does not answer
   * to the user whom the daemon became.
   */
  static async start(options: ProxyDaemonOptions): Promise<ProxyDaemon> {
    const { activated, socket, user } = options
    const undo: (() => unknown)[] = []
    try {
      const place = activated ? undefined : await Place.claim(socket)
      undo.push(() => place?.leave())
      const upstream = await openUpstream(options.uri, { readOnly: true, registry: options.registry })
      undo.push(() => upstream.close())
      const server = place ? await place.listen() : await listenOn(activated as ActivatedSocket)
      undo.push(() => server.close())
      parseXml('<loaded/>') // by whom may read the parser's files, which is loaded when it is needed
      if (user) become(user)
      const daemon = new ProxyDaemon({ place, upstream, server }, options)
      undo.splice(0, undo.length, () => daemon.close())
      await prove(upstream)
      return daemon
    } catch (error) {
      for (const step of undo.reverse()) await step()
      throw error
    }
  }

  /** What became of each driver of the URI. */
  get channels(): Upstream['channels'] {
    return this.#upstream.channels
  }

  /** Hang up on everybody, and let go of upstream. */
  async close(): Promise<void> {
    this.#timer.stop()
    await this.#server.close()
    this.#place?.leave()
    await this.#upstream.close()
  }
}

interface Parts {
  readonly upstream: Upstream
  readonly server: Server
  readonly place: Place | undefined
}

/** A driver that opens something anew for each question cannot work without privileges: better to know now. */
async function prove({ domains, host }: DriverConnection): Promise<void> {
  try {
    await (domains?.list?.({}, {}) ?? host?.type?.({}))
  } catch (cause) {
    throw new VirtError(
      'OPERATION_FAILED',
      `the hypervisor does not answer user ${process.getuid?.()}, though it was opened; choose another with --user`,
      { origin: 'PROXY', cause },
    )
  }
}
