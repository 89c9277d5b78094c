import type { ChannelReport } from '../channels/channel.js'
import {
  type Capabilities,
  type DomainCapabilities,
  type DomainConfig,
  formatCapabilities,
  formatDomain,
  formatDomainCapabilities,
  type NetworkConfig,
} from '../config.js'
import type { CreateFlags, DomainFilter } from '../contract/domains.js'
import type { DomainStats, StatsGroups } from '../contract/figures.js'
import type {
  CellMemory,
  CpuMap,
  DomainCapabilitiesRequest,
  NodeCpuStats,
  NodeInfo,
  NodeMemoryStats,
} from '../contract/host.js'
import type { MigratePrepareFlags, PreparedMigration } from '../contract/migration.js'
import type { NetworkFilter } from '../contract/networks.js'
import { operationNames, operations, type OperationName } from '../contract/operations.js'
import type { DomainRef, NetworkRef } from '../contract/refs.js'
import type { RestoreFlags, SavedConfigFlags } from '../contract/saved-state.js'
import { VirtError } from '../errors/virt-error.js'
import type { CallOptions } from './call-options.js'
import type { ConnectionListeners } from './connection-listeners.js'
import type { EventHub, EventOptions, EventStream, ResyncEvent, VirtEvent } from './event-hub.js'
import { Domain } from './domain.js'
import type { Gate, Unchecked } from './gate.js'
import { Job, type JobWork } from './job.js'
import { ListedDomain } from './listed-domain.js'
import type { Link } from './link.js'
import { ListedNetwork, Network } from './network.js'
import { split } from './split.js'

/**
 * A connection to a hypervisor, through one driver or several. Made by `open` and `openReadOnly`; `await using` or
 * {@link close} ends it. Every call takes `{signal, timeout}` and throws only VirtErrors.
 */
export class Connection {
  /** As it was opened, or as it was found when no URI was given. */
  readonly uri: string
  readonly readOnly: boolean
  readonly #link: Link
  readonly #gate: Gate
  readonly #events: EventHub

  /** @internal */
  constructor(link: Link) {
    this.uri = link.uri
    this.readOnly = link.readOnly
    this.#link = link
    this.#gate = link.gate
    this.#events = link.events
  }

  /** Every driver of the scheme: whether it opened, why it declined, whether it was lost since. */
  get channels(): readonly ChannelReport[] {
    return this.#link.report()
  }

  /** Whether an operation of the contract can be asked at all here, before one tries. */
  supports(operation: OperationName): boolean {
    if (!Object.hasOwn(operations, operation))
      throw new VirtError('INVALID_ARG', `there is no operation '${operation}'`)
    return this.#gate.router.routes(operation).length > 0
  }

  /** All that {@link supports} answers yes to, in the contract's order. */
  get supported(): readonly OperationName[] {
    return operationNames.filter((name) => this.supports(name))
  }

  /** The hypervisor's name (`virConnectGetType`). */
  type(options?: CallOptions): Promise<string> {
    const known = this.supports('host.type')
    return known ? this.#gate.run('host.type', [], options) : Promise.resolve(this.#link.driver)
  }

  /** major * 1,000,000 + minor * 1,000 + release (`virConnectGetVersion`). */
  version(options?: CallOptions): Promise<number> {
    return this.#gate.run('host.version', [], options)
  }

  /** `virConnectGetHostname`. */
  hostname(options?: CallOptions): Promise<string> {
    return this.#gate.run('host.hostname', [], options)
  }

  /** `virConnectGetMaxVcpus`. */
  maxVcpus(type?: string, options?: CallOptions): Promise<number> {
    return this.#gate.run('host.maxVcpus', [type], options)
  }

  /** `virNodeGetInfo`. */
  nodeInfo(options?: CallOptions): Promise<NodeInfo> {
    return this.#gate.run('host.nodeInfo', [], options)
  }

  /** Bytes (`virNodeGetFreeMemory`). */
  freeMemory(options?: CallOptions): Promise<number> {
    return this.#gate.run('host.freeMemory', [], options)
  }

  /** The same of each NUMA cell (`virNodeGetCellsFreeMemory`, `virNodeGetFreePages`). */
  cellsFreeMemory(options?: CallOptions): Promise<readonly CellMemory[]> {
    return this.#gate.run('host.cellsFreeMemory', [], options)
  }

  /** `virNodeGetCPUMap`. */
  cpuMap(options?: CallOptions): Promise<CpuMap> {
    return this.#gate.run('host.cpuMap', [], options)
  }

  /** Of one CPU of the host, or of all together (`virNodeGetCPUStats`). */
  cpuStats(cpu?: number, options?: CallOptions): Promise<NodeCpuStats> {
    return this.#gate.run('host.cpuStats', [cpu], options)
  }

  /** Of one NUMA cell, or of the whole host (`virNodeGetMemoryStats`). */
  memoryStats(cell?: number, options?: CallOptions): Promise<NodeMemoryStats> {
    return this.#gate.run('host.memoryStats', [cell], options)
  }

  /** What the host is and what it can run, as typed values. */
  capabilities(options?: CallOptions): Promise<Capabilities> {
    return this.#gate.run('host.capabilities', [], options)
  }

  /** The same as XML (`virConnectGetCapabilities`). */
  async capabilitiesXml(options?: CallOptions): Promise<string> {
    return formatCapabilities(await this.capabilities(options))
  }

  /** What domains of one type, architecture and machine may say here; no request: those that say nothing. */
  domainCapabilities(
    request: DomainCapabilitiesRequest = {},
    options?: CallOptions,
  ): Promise<DomainCapabilities> {
    return this.#gate.run('host.domainCapabilities', [request], options)
  }

  /** The same as XML (`virConnectGetDomainCapabilities`). */
  async domainCapabilitiesXml(request?: DomainCapabilitiesRequest, options?: CallOptions): Promise<string> {
    return formatDomainCapabilities(await this.domainCapabilities(request, options))
  }

  /** All domains, or those that fit, in one call (`virConnectListAllDomains`). */
  async listDomains(filter: DomainFilter & CallOptions = {}): Promise<ListedDomain[]> {
    const { call, flags } = split(filter)
    const records = await this.#gate.run('domains.list', [flags], call)
    const { active, persistent, autostart, states } = filter
    return records
      .map((record) => new ListedDomain(this.#gate, this.#events, record))
      .filter(
        (domain) =>
          (active === undefined || active === (domain.id !== undefined)) &&
          (persistent === undefined || persistent === domain.persistent) &&
          (autostart === undefined || autostart === domain.autostarts) &&
          (states === undefined || states.includes(domain.state)),
      )
  }

  /** How many are active (`virConnectNumOfDomains`). */
  async numOfDomains(options: CallOptions = {}): Promise<number> {
    return (await this.listDomains({ ...options, active: true })).length
  }

  /** How many are defined and not active (`virConnectNumOfDefinedDomains`). */
  async numOfDefinedDomains(options: CallOptions = {}): Promise<number> {
    return (await this.listDomains({ ...options, active: false })).length
  }

  /** `virDomainLookupByName`. */
  async lookupDomainByName(name: string, options?: CallOptions): Promise<Domain> {
    return this.domain(await this.#gate.run('domains.lookupByName', [name], options))
  }

  /** `virDomainLookupByID`. */
  async lookupDomainById(id: number, options?: CallOptions): Promise<Domain> {
    return this.domain(await this.#gate.run('domains.lookupById', [id], options))
  }

  /** `virDomainLookupByUUIDString`. */
  async lookupDomainByUuid(uuid: string, options?: CallOptions): Promise<Domain> {
    return this.domain(await this.#gate.run('domains.lookupByUuid', [uuid], options))
  }

  /** A domain by a reference that is known already: from an event, a listing, another connection. Asks nobody. */
  domain({ name, uuid, id }: DomainRef): Domain {
    return new Domain(this.#gate, this.#events, { name, uuid, id })
  }

  /** Make or replace a persistent definition from XML or typed values (`virDomainDefineXML`). */
  async defineDomain(description: string | DomainConfig, options?: CallOptions): Promise<Domain> {
    return this.domain(await this.#gate.run('domains.define', [description], options))
  }

  /** Start a transient domain (`virDomainCreateXML`). */
  async createDomain(
    description: string | DomainConfig,
    options: CreateFlags & CallOptions = {},
  ): Promise<Domain> {
    const { call, flags } = split(options)
    return this.domain(await this.#gate.run('domains.create', [description, flags], call))
  }

  /** Continue a domain from the file that `save` wrote (`virDomainRestore`). */
  restoreDomain(path: string, options: RestoreFlags & CallOptions = {}): Job<Domain> {
    const { call, flags } = split(options)
    const work: JobWork<Domain> = async (each, progress) =>
      this.domain(await this.#gate.run('domains.restore', [path, flags], each, progress))
    return new Job(work, call)
  }

  /** The description in a file that `save` wrote, as typed values. */
  saveImageConfig(path: string, options: SavedConfigFlags & CallOptions = {}): Promise<DomainConfig> {
    const { call, flags } = split(options)
    return this.#gate.run('domains.saveImageConfig', [path, flags], call)
  }

  /** The same as XML (`virDomainSaveImageGetXMLDesc`). */
  async saveImageXml(path: string, options: SavedConfigFlags & CallOptions = {}): Promise<string> {
    return formatDomain(await this.saveImageConfig(path, options))
  }

  /** Replace it, given as XML or typed values (`virDomainSaveImageDefineXML`). */
  saveImageDefine(
    path: string,
    description: string | DomainConfig,
    options: RestoreFlags & CallOptions = {},
  ): Job<void> {
    const { call, flags } = split(options)
    const values: Unchecked<'domains.saveImageDefine'> = [path, description, flags]
    return new Job(
      (each, progress) => this.#gate.run('domains.saveImageDefine', values, each, progress),
      call,
    )
  }

  /** Be the destination of a migration, for who drives one (`virDomainMigratePrepare3`). `Domain.migrate` does all of it. */
  migratePrepare(
    description: string | DomainConfig,
    options: MigratePrepareFlags & CallOptions = {},
  ): Promise<PreparedMigration> {
    const { call, flags } = split(options)
    return this.#gate.run('domains.migratePrepare', [description, flags], call)
  }

  /** The figures of many domains, or of all, in one call (`virConnectGetAllDomainStats`): all groups, or those that are named. */
  domainStats(
    domains?: readonly DomainRef[],
    options: StatsGroups & CallOptions = {},
  ): Promise<readonly DomainStats[]> {
    const { call, flags } = split(options)
    const refs = domains?.map(({ name, uuid, id }) => ({ name, uuid, id }))
    return this.#gate.run('domains.stats', [refs, flags], call)
  }

  /** `virConnectListAllNetworks`. */
  async listNetworks(filter: NetworkFilter & CallOptions = {}): Promise<ListedNetwork[]> {
    const { call, flags } = split(filter)
    const records = await this.#gate.run('networks.list', [flags], call)
    const { active, persistent, autostart } = filter
    return records
      .map((record) => new ListedNetwork(this.#gate, this.#events, record))
      .filter(
        (network) =>
          (active === undefined || active === network.active) &&
          (persistent === undefined || persistent === network.persistent) &&
          (autostart === undefined || autostart === network.autostarts),
      )
  }

  /** `virConnectNumOfNetworks`. */
  async numOfNetworks(options: CallOptions = {}): Promise<number> {
    return (await this.listNetworks({ ...options, active: true })).length
  }

  /** `virConnectNumOfDefinedNetworks`. */
  async numOfDefinedNetworks(options: CallOptions = {}): Promise<number> {
    return (await this.listNetworks({ ...options, active: false })).length
  }

  /** `virNetworkLookupByName`. */
  async lookupNetworkByName(name: string, options?: CallOptions): Promise<Network> {
    return this.network(await this.#gate.run('networks.lookupByName', [name], options))
  }

  /** `virNetworkLookupByUUIDString`. */
  async lookupNetworkByUuid(uuid: string, options?: CallOptions): Promise<Network> {
    return this.network(await this.#gate.run('networks.lookupByUuid', [uuid], options))
  }

  /** A network by a reference that is known already. Asks nobody. */
  network(ref: NetworkRef): Network {
    return new Network(this.#gate, this.#events, ref)
  }

  /** `virNetworkDefineXML`. */
  async defineNetwork(description: string | NetworkConfig, options?: CallOptions): Promise<Network> {
    return this.network(await this.#gate.run('networks.define', [description], options))
  }

  /** `virNetworkCreateXML`. */
  async createNetwork(description: string | NetworkConfig, options?: CallOptions): Promise<Network> {
    return this.network(await this.#gate.run('networks.create', [description], options))
  }

  /**
   * Everything that happens from this call on, in order. Ends when the connection is closed or the signal aborts; throws
   * CONNECTION_LOST when the connection is lost.
   */
  events(options: EventOptions = {}): EventStream {
    return this.#events.stream(() => true, options)
  }

  /** Listen; resolves, once nothing can be missed any more, with the function that stops it. */
  async on<K extends keyof ConnectionListeners>(
    type: K,
    listener: ConnectionListeners[K],
  ): Promise<() => void> {
    if (type === 'lost') return this.#link.onLost(listener as ConnectionListeners['lost'])
    if (type === 'channel') return this.#link.onChannel(listener as ConnectionListeners['channel'])
    const deliver = listener as (event: VirtEvent | ResyncEvent) => void
    return this.#events.listen(type === 'network' ? 'networks' : 'domains', (event) => {
      if (event.object === type) deliver(event)
    })
  }

  /** End it: pending calls fail with INVALID_CONN, event streams end. Closing twice is no error. */
  close(): Promise<void> {
    return this.#link.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
