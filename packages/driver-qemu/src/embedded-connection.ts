import type { Duplex } from 'node:stream'
import type { DriverConnection, Unsubscribe } from '@virt/core/driver'
import type { QemuEngine } from '@virt/qemud'

type Domains = QemuEngine['domains']

/** One user's share of an engine: its consoles and subscriptions end with it, and with nothing else. */
export class EmbeddedConnection implements DriverConnection {
  readonly driver: string
  readonly host: QemuEngine['host']
  readonly domains: Domains
  readonly snapshots: QemuEngine['snapshots']
  readonly networks: QemuEngine['networks']
  readonly #streams = new Set<Duplex>()
  readonly #subscriptions = new Set<Unsubscribe>()
  readonly #release: () => Promise<void>

  constructor({ driver, host, domains, snapshots, networks }: QemuEngine, release: () => Promise<void>) {
    this.driver = driver
    this.host = host
    this.snapshots = snapshots
    this.domains = {
      ...domains,
      openConsole: async (...values) => this.#track(await domains.openConsole(...values)),
      subscribe: async (...values) => this.#subscribed(await domains.subscribe(...values)),
    }
    this.networks = {
      ...networks,
      subscribe: async (...values) => this.#subscribed(await networks.subscribe(...values)),
    }
    this.#release = release
  }

  async close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy()
    for (const unsubscribe of this.#subscriptions) await unsubscribe()
    await this.#release()
  }

  #track(stream: Duplex): Duplex {
    this.#streams.add(stream)
    return stream.once('close', () => this.#streams.delete(stream))
  }

  #subscribed(unsubscribe: Unsubscribe): Unsubscribe {
    this.#subscriptions.add(unsubscribe)
    return () => {
      this.#subscriptions.delete(unsubscribe)
      return unsubscribe()
    }
  }
}
