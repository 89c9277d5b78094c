import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type DomainConfig, type NetworkConfig, parseDomain, parseNetwork } from '../config.js'
import type { StartFlags } from '../contract/domains.js'
import type { OperationName } from '../contract/operations.js'
import type { Connection } from '../front/connection.js'
import type { Domain } from '../front/domain.js'
import type { Network } from '../front/network.js'
import { eventually, expect } from './expect.js'
import { networkDescription } from './fixtures.js'
import type { DriverHarness } from './harness.js'
import { type Limits, limitsOf } from './limits.js'
import { Recorder } from './recorder.js'
import { existingDomains, removeDomains, removeNetworks } from './remove.js'

const run = randomBytes(3).toString('hex')
let count = 0

/** What one rule works with: a connection, and domains and networks of its own that are gone when it ends. */
export class RuleContext {
  readonly harness: DriverHarness
  readonly connection: Connection
  readonly limits: Limits
  readonly #opened: Connection[]
  readonly #names = new Set<string>()
  #directory: Promise<string> | undefined

  private constructor(harness: DriverHarness, connection: Connection) {
    this.harness = harness
    this.connection = connection
    this.limits = limitsOf(harness)
    this.#opened = [connection]
  }

  static async begin(harness: DriverHarness): Promise<RuleContext> {
    return new RuleContext(harness, await harness.open({ readOnly: false }))
  }

  /** One connection more. */
  async open(options: { readonly readOnly: boolean } = { readOnly: false }): Promise<Connection> {
    const connection = await this.harness.open(options)
    this.#opened.push(connection)
    return connection
  }

  /** A name that nothing has yet. */
  name(): string {
    return this.own(`kit-${run}-${++count}`)
  }

  /** Whatever gets this name is removed in the end. */
  own(name: string): string {
    this.#names.add(name)
    return name
  }

  /** The description of a new domain that can be started. */
  config(changes: Partial<DomainConfig> = {}): DomainConfig & { readonly uuid: string } {
    const name = this.name()
    const given = this.harness.guest(name)
    const config = typeof given === 'string' ? parseDomain(given) : given
    return { ...config, name, ...changes, uuid: changes.uuid ?? randomUUID() }
  }

  networkConfig(): NetworkConfig & { readonly uuid: string } {
    const name = this.name()
    const given = this.harness.network?.(name) ?? networkDescription(name, count)
    const config = typeof given === 'string' ? parseNetwork(given) : given
    return { ...config, name, uuid: randomUUID() }
  }

  /** A new persistent domain that is off. */
  define(changes: Partial<DomainConfig> = {}): Promise<Domain> {
    return this.connection.defineDomain(this.config(changes))
  }

  defineNetwork(): Promise<Network> {
    return this.connection.defineNetwork(this.networkConfig())
  }

  /** Whether any domain can run: none does where there are only definitions, which nobody starts. */
  get runs(): boolean {
    return (
      !this.#can('domains.define') ||
      this.#can('domains.start') ||
      this.#can('domains.create') ||
      this.harness.existing !== undefined
    )
  }

  /** A domain that is running: a new one where the driver can make one, else one that the harness offers. */
  async running(flags: StartFlags = {}): Promise<Domain> {
    if (this.#can('domains.define', 'domains.start')) {
      const domain = await this.define()
      await domain.start(flags)
      return domain
    }
    if (this.#can('domains.create')) return this.connection.createDomain(this.config(), flags)
    return this.#offered(true)
  }

  /** A domain in whatever state: one that costs least. */
  domain(): Promise<Domain> {
    if (this.#can('domains.define')) return this.define()
    return this.#can('domains.create') ? this.running() : this.#offered()
  }

  /** A domain that is off and one that is running, as far as the driver can have both. */
  async inEachState(): Promise<readonly Domain[]> {
    if (!this.#can('domains.define')) return [await this.domain()]
    const inactive = await this.define()
    return this.#can('domains.start') || this.#can('domains.create')
      ? [inactive, await this.running()]
      : [inactive]
  }

  async network(): Promise<Network> {
    if (this.connection.supports('networks.define')) return this.defineNetwork()
    if (this.connection.supports('networks.create'))
      return this.connection.createNetwork(this.networkConfig())
    const [network] = await this.connection.listNetworks()
    expect(network !== undefined, 'there is no network to ask about, and the driver cannot make one')
    return network
  }

  record(connection: Connection = this.connection): Promise<Recorder> {
    return Recorder.domains(connection, this.limits.answerWithin)
  }

  recordNetworks(connection: Connection = this.connection): Promise<Recorder> {
    return Recorder.networks(connection, this.limits.answerWithin)
  }

  /** The path of a file that does not exist yet. */
  async path(file: string): Promise<string> {
    return join(await (this.#directory ??= mkdtemp(join(tmpdir(), 'virt-kit-'))), file)
  }

  /** Until the answer is right, or the driver's time is up. */
  retry(attempt: () => Promise<void> | void): Promise<void> {
    return eventually(this.limits.answerWithin, attempt)
  }

  /** A moment for what goes on in the background. */
  settled(): Promise<void> {
    return sleep(50)
  }

  /** Remove all that was made, and close. What cannot be removed any more is left: other rules say why. */
  async end(): Promise<void> {
    if (this.#names.size > 0) await this.#remove()
    await Promise.allSettled(this.#opened.map((connection) => connection.close()))
    if (this.#directory) await rm(await this.#directory, { recursive: true, force: true })
    await this.harness.reset?.()
  }

  async #remove(): Promise<void> {
    const connection = await this.open()
    await Promise.allSettled([
      removeDomains(connection, this.#names),
      removeNetworks(connection, this.#names),
    ])
  }

  #can(...operations: readonly OperationName[]): boolean {
    return operations.every((operation) => this.connection.supports(operation))
  }

  /** Nothing is done to a domain that the harness does not offer. */
  async #offered(active?: boolean): Promise<Domain> {
    const { existing = [] } = this.harness
    const domains = await existingDomains(this.connection, new Set(existing))
    const found = domains.find(({ id }) => active === undefined || (id !== undefined) === active)
    const kind = active ? 'running domain' : 'domain'
    expect(found !== undefined, `the driver cannot make a ${kind}, and 'existing' of the harness names none`)
    return found
  }
}
