import { VirtError, type NetworkRef } from '@virt/core/driver'
import { ManagedNetwork } from './managed-network.js'

/** All networks of an engine. A name and a uuid belong to one network only. */
export class NetworkList implements Iterable<ManagedNetwork> {
  readonly #byUuid = new Map<string, ManagedNetwork>()

  /** Those that exist and those that are about to. */
  get all(): Iterable<ManagedNetwork> {
    return this.#byUuid.values()
  }

  *[Symbol.iterator](): Iterator<ManagedNetwork> {
    for (const network of this.#byUuid.values()) if (network.exists) yield network
  }

  /** @throws NO_NETWORK */
  get({ uuid, name }: NetworkRef): ManagedNetwork {
    return this.#existing(this.#byUuid.get(uuid), `uuid '${uuid}' (${name})`)
  }

  /** @throws NO_NETWORK */
  byUuid(uuid: string): ManagedNetwork {
    return this.#existing(this.#byUuid.get(uuid), `uuid '${uuid}'`)
  }

  /** @throws NO_NETWORK */
  byName(name: string): ManagedNetwork {
    return this.#existing(this.#named(name), `name '${name}'`)
  }

  /**
   * The network that a description of this name and uuid is about, kept for it from now on.
   *
   * @throws NETWORK_EXIST when the name or the uuid belongs to another network.
   */
  claim({ name, uuid }: NetworkRef): ManagedNetwork {
    const known = this.#byUuid.get(uuid)
    if (known && known.name !== name) taken(`network '${known.name}' is already defined with uuid ${uuid}`)
    const namesake = this.#named(name)
    if (namesake && namesake !== known) taken(`network '${name}' already exists with uuid ${namesake.uuid}`)
    const network = known ?? new ManagedNetwork({ name, uuid })
    this.#byUuid.set(uuid, network)
    return network
  }

  /** Give name and uuid free when nothing is behind them any more. */
  prune(network: ManagedNetwork): void {
    if (!network.exists && !network.wanted) this.#byUuid.delete(network.uuid)
  }

  #named(name: string): ManagedNetwork | undefined {
    for (const network of this.#byUuid.values()) if (network.name === name) return network
    return undefined
  }

  #existing(network: ManagedNetwork | undefined, what: string): ManagedNetwork {
    if (network?.exists) return network
    throw new VirtError('NO_NETWORK', `no network with matching ${what}`, { origin: 'NETWORK' })
  }
}

function taken(detail: string): never {
  throw new VirtError('NETWORK_EXIST', detail, { origin: 'NETWORK' })
}
