import { Router } from '../channels/router.js'
import type { ChannelReport } from '../channels/channel.js'
import type { DriverConnection } from '../contract/driver.js'
import { operationNames } from '../contract/operations.js'
import { VirtError } from '../errors/virt-error.js'
import { openChannels, type OpenedChannels } from '../registry/open-channels.js'
import { defaultRegistry, type Registry } from '../registry/registry.js'
import { type Pass, tableOf } from './table-of.js'

export interface UpstreamOptions {
  readonly readOnly?: boolean
  /** Where to look for drivers. Default: those whose packages were imported. */
  readonly registry?: Registry
  readonly signal?: AbortSignal
}

/** All channels of a URI as one driver connection, for a daemon to {@link serve}. */
export interface Upstream extends DriverConnection {
  /** Every driver of the scheme: whether it opened, and why it declined. */
  readonly channels: readonly ChannelReport[]
  /** Resolves when the first channel is gone: what the others know is no longer all. */
  readonly lost: Promise<VirtError>
}

/**
 * Open a URI for a daemon: as `open` of `@virt/core`, without the front-end, whose checks {@link serve} makes.
 *
 * NO_CONNECT when no driver serves the URI, else what the driver threw.
 */
export async function openUpstream(uri: string, options: UpstreamOptions = {}): Promise<Upstream> {
  const { registry = defaultRegistry, readOnly = false, signal } = options
  return new ChannelsUpstream(await openChannels(registry, uri, readOnly, signal))
}

class ChannelsUpstream implements Upstream {
  readonly driver: string
  readonly host: DriverConnection['host']
  readonly domains: DriverConnection['domains']
  readonly networks: DriverConnection['networks']
  readonly snapshots: DriverConnection['snapshots']
  readonly channels: readonly ChannelReport[]
  readonly lost: Promise<VirtError>
  readonly #connections: readonly DriverConnection[]

  constructor({ channels, report }: OpenedChannels) {
    this.#connections = channels.map(({ connection }) => connection)
    this.driver = channels.map(({ driver }) => driver).join(', ')
    this.channels = report
    this.lost = Promise.race(channels.map(({ driver, connection }) => goneOf(driver, connection)))
    const router = new Router(channels)
    const pass = router.run.bind(router) as unknown as Pass
    const table = tableOf(
      operationNames.filter((name) => router.routes(name).length > 0),
      pass,
    )
    this.host = table.host
    this.domains = table.domains
    this.networks = table.networks
    this.snapshots = table.snapshots
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.close()))
  }
}

function goneOf(driver: string, { lost }: DriverConnection): Promise<VirtError> {
  if (!lost) return new Promise(() => undefined)
  return lost.then((reason) =>
    reason.code === 'CONNECTION_LOST'
      ? reason
      : new VirtError('CONNECTION_LOST', reason.message, { driver, cause: reason }),
  )
}
