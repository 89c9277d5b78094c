import type { DomainEvent, NetworkEvent } from '@virt/core/driver'
import {
  type ActivatedSocket,
  IdleTimer,
  listenAt,
  listenOn,
  makeDirectory,
  type RpcServer,
  serve,
} from '@virt/core/rpc'
import { QemuEngine } from '../engine/engine.js'
import type { Layout } from '../store/layout.js'
import { plannedSockets, type SocketPlan } from './planned-sockets.js'

export interface DaemonOptions {
  readonly scope: 'session' | 'system'
  readonly layout: Layout
  readonly socketDirectory: string
  /** Sockets that the service manager passed: no others are opened then. */
  readonly activated?: readonly ActivatedSocket[]
  /** Seconds without client and guest until {@link Daemon.idle} resolves. */
  readonly timeout?: number
  /** Told of what goes wrong without stopping the daemon. */
  readonly warn: (message: string) => void
  /** Told of what goes on. */
  readonly inform: (message: string) => void
}

/** An engine behind its sockets. */
export class Daemon {
  /** Resolves when nobody has needed the daemon for the time given. */
  readonly idle: Promise<void>
  readonly #engine: QemuEngine
  readonly #servers: readonly RpcServer[]
  readonly #timer: IdleTimer

  private constructor(engine: QemuEngine, servers: readonly RpcServer[], { timeout, inform }: DaemonOptions) {
    this.#engine = engine
    this.#servers = servers
    let idle = (): void => undefined
    this.idle = new Promise((resolve) => (idle = resolve))
    this.#timer = new IdleTimer(timeout, () => this.#busy, idle)
    const { reconsider } = this.#timer
    for (const server of this.#servers) server.on('clients', reconsider)
    const noticed = (event: DomainEvent | NetworkEvent): void => {
      inform(`event ${JSON.stringify(event)}`)
      reconsider()
    }
    void engine.domains.subscribe(noticed, {})
    void engine.networks.subscribe(noticed, {})
    reconsider()
  }

  /** Find running guests again, then listen: who connects sees them all. */
  static async start(options: DaemonOptions): Promise<Daemon> {
    const { layout, warn, scope } = options
    for (const plan of plansOf(options)) await makeDirectory(plan)
    const engine = await QemuEngine.open({ layout, warn })
    const servers: RpcServer[] = []
    try {
      await serveAll(engine, options, servers)
      const daemon = new Daemon(engine, servers, options)
      if (scope === 'system') void engine.startMarked()
      return daemon
    } catch (error) {
      await Promise.all(servers.map((server) => server.close()))
      await engine.close()
      throw error
    }
  }

  /** Hang up on everybody and leave the guests running. */
  async close(): Promise<void> {
    this.#timer.stop()
    await Promise.all(this.#servers.map((server) => server.close()))
    await this.#engine.close()
  }

  get #busy(): boolean {
    const { activeGuests, activeNetworks } = this.#engine
    return activeGuests + activeNetworks > 0 || this.#servers.some(({ clients }) => clients > 0)
  }
}

function plansOf({ scope, socketDirectory, activated = [] }: DaemonOptions): readonly SocketPlan[] {
  return activated.length > 0 ? [] : plannedSockets(scope, socketDirectory)
}

/** Each socket is served from its first moment on: a client that came while the others are opened would hang. */
async function serveAll(engine: QemuEngine, options: DaemonOptions, servers: RpcServer[]): Promise<void> {
  const adopt = async (socket: ActivatedSocket): Promise<void> => {
    servers.push(serve(engine, await listenOn(socket), { readOnly: socket.name.endsWith('-ro') }))
  }
  await Promise.all((options.activated ?? []).map(adopt))
  for (const plan of plansOf(options)) {
    servers.push(serve(engine, await listenAt(plan), { readOnly: plan.readOnly }))
    options.inform(`listening on ${plan.path}`)
  }
}
