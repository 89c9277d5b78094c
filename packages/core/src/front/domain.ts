import type { Duplex } from 'node:stream'
import type { DomainConfig, DomainSnapshotConfig } from '../config.js'
import type { DomainJobInfo, DumpFlags } from '../contract/domain-jobs.js'
import type {
  AffectFlags,
  ConfigFlags,
  ConsoleFlags,
  DestroyFlags,
  DomainInfo,
  SchedulerParameters,
  StartFlags,
  UndefineFlags,
  VcpuInfo,
} from '../contract/domains.js'
import type { DomainStats, StatsGroups } from '../contract/figures.js'
import type { MigrateFinishFlags, MigrateFlags } from '../contract/migration.js'
import type { OperationName, OperationResult } from '../contract/operations.js'
import type { DomainRef } from '../contract/refs.js'
import type { RestoreFlags, SaveFlags } from '../contract/saved-state.js'
import type { ShutdownFlags } from '../contract/shutdown.js'
import type { SnapshotCreateFlags, SnapshotFilter } from '../contract/snapshots.js'
import type { CallOptions } from './call-options.js'
import { DomainDisk } from './domain-disk.js'
import { DomainSavedState } from './domain-saved-state.js'
import { createSnapshot, currentSnapshot, listSnapshots } from './domain-snapshots.js'
import type { EventHub, EventOptions, EventStream } from './event-hub.js'
import type { Gate } from './gate.js'
import { Job, type JobWork } from './job.js'
import { type ListedSnapshot, Snapshot } from './snapshot.js'
import { split } from './split.js'
import { StreamScope } from './stream-scope.js'
import { xmlOf } from './xml-of.js'

/**
 * A domain on a connection: a name, a uuid, and the calls that can be made about it. It holds nothing open; what it
 * says of itself is what was last heard. Every call takes `{signal, timeout}` beside its flags.
 */
export class Domain extends DomainSavedState implements DomainRef {
  readonly #gate: Gate
  readonly #events: EventHub
  #streams: StreamScope | undefined
  #ref: DomainRef

  /** @internal Domains come from a connection. */
  constructor(gate: Gate, events: EventHub, ref: DomainRef) {
    super()
    this.#gate = gate
    this.#events = events
    this.#ref = ref
  }

  get name(): string {
    return this.#ref.name
  }

  get uuid(): string {
    return this.#ref.uuid
  }

  /** Its number when last heard of; `undefined` when it was not active then. */
  get id(): number | undefined {
    return this.#ref.id
  }

  /** As plain data. */
  get ref(): DomainRef {
    return this.#ref
  }

  /** State and its reason, memory, vcpus and CPU time (`virDomainGetInfo`, `virDomainGetState`). */
  info(options?: CallOptions): Promise<DomainInfo> {
    return this.#gate.run('domains.info', [this.#ref], options)
  }

  /** The bulk figures, of this domain alone (`virDomainListGetStats`). */
  async stats(options: StatsGroups & CallOptions = {}): Promise<DomainStats | undefined> {
    const { call, flags } = split(options)
    const [stats] = await this.#gate.run('domains.stats', [[this.#ref], flags], call)
    return stats
  }

  /** The description as XML (`virDomainGetXMLDesc`). */
  async xml(options: ConfigFlags & CallOptions = {}): Promise<string> {
    return xmlOf(await this.config(options))
  }

  /** The description as typed values. */
  config(options: ConfigFlags & CallOptions = {}): Promise<DomainConfig> {
    return this.#flagged('domains.config', [], options)
  }

  /** Start a defined domain, from its managed save if it has one (`virDomainCreateWithFlags`). */
  async start(options: StartFlags & CallOptions = {}): Promise<void> {
    this.#ref = await this.#flagged('domains.start', [], options)
  }

  /** `virDomainSuspend`. */
  suspend(options?: CallOptions): Promise<void> {
    return this.#gate.run('domains.suspend', [this.#ref], options)
  }

  /** `virDomainResume`. */
  resume(options?: CallOptions): Promise<void> {
    return this.#gate.run('domains.resume', [this.#ref], options)
  }

  /** Ask the guest to power off; the `stopped` event tells when it did (`virDomainShutdownFlags`). */
  shutdown(options: ShutdownFlags & CallOptions = {}): Promise<void> {
    return this.#flagged('domains.shutdown', [], options)
  }

  /** Ask the guest to restart (`virDomainReboot`). */
  reboot(options: ShutdownFlags & CallOptions = {}): Promise<void> {
    return this.#flagged('domains.reboot', [], options)
  }

  /** Pull the plug (`virDomainDestroy`). */
  async destroy(options: DestroyFlags & CallOptions = {}): Promise<void> {
    await this.#flagged('domains.destroy', [], options)
    this.#ref = { name: this.name, uuid: this.uuid }
  }

  /** Remove the definition, and with flags what belongs to it (`virDomainUndefineFlags`). */
  undefine(options: UndefineFlags & CallOptions = {}): Promise<void> {
    return this.#flagged('domains.undefine', [], options)
  }

  /** Give a defined domain that is off another name (`virDomainRename`). */
  async rename(name: string, options: CallOptions = {}): Promise<void> {
    this.#ref = await this.#flagged('domains.rename', [name], options)
  }

  /** `virDomainGetOSType`. */
  osType(options?: CallOptions): Promise<string> {
    return this.#gate.run('domains.osType', [this.#ref], options)
  }

  /** KiB (`virDomainGetMaxMemory`). */
  maxMemory(options?: CallOptions): Promise<number> {
    return this.#gate.run('domains.maxMemory', [this.#ref], options)
  }

  /** KiB, at least 4096 (`virDomainSetMaxMemory`). */
  setMaxMemory(memory: number, options: AffectFlags & CallOptions = {}): Promise<void> {
    return this.#flagged('domains.setMaxMemory', [memory], options)
  }

  /** KiB, at least 4096 (`virDomainSetMemory`). */
  setMemory(memory: number, options: AffectFlags & CallOptions = {}): Promise<void> {
    return this.#flagged('domains.setMemory', [memory], options)
  }

  /** `virDomainSetVcpus`; with `maximum`, the limit of the definition. */
  setVcpus(count: number, options: AffectFlags & { maximum?: boolean } & CallOptions = {}): Promise<void> {
    return this.#flagged('domains.setVcpus', [count], options)
  }

  /** Turn single vcpus on or off (`virDomainSetVcpu`). */
  setVcpu(
    vcpus: readonly number[],
    enabled: boolean,
    options: AffectFlags & CallOptions = {},
  ): Promise<void> {
    return this.#flagged('domains.setVcpu', [vcpus, enabled], options)
  }

  /** Tie a vcpu to host CPUs (`virDomainPinVcpu`). */
  pinVcpu(vcpu: number, cpus: readonly number[], options: AffectFlags & CallOptions = {}): Promise<void> {
    return this.#flagged('domains.pinVcpu', [vcpu, cpus], options)
  }

  /** `virDomainGetVcpus`. */
  vcpus(options?: CallOptions): Promise<readonly VcpuInfo[]> {
    return this.#gate.run('domains.vcpus', [this.#ref], options)
  }

  /** `virDomainGetMaxVcpus`. */
  maxVcpus(options?: CallOptions): Promise<number> {
    return this.#gate.run('domains.maxVcpus', [this.#ref], options)
  }

  /** Save memory to a file and stop (`virDomainSave`). */
  save(path: string, options: SaveFlags & CallOptions = {}): Job<void> {
    return this.#job('domains.save', [path], options)
  }

  /** Save it where the driver keeps it, and stop: the next start continues from there (`virDomainManagedSave`). */
  managedSave(options: SaveFlags & CallOptions = {}): Job<void> {
    return this.#job('domains.managedSave', [], options)
  }

  /** Replace the description in its managed save, given as XML or typed values (`virDomainManagedSaveDefineXML`). */
  managedSaveDefine(description: string | DomainConfig, options: RestoreFlags & CallOptions = {}): Job<void> {
    return this.#job('domains.managedSaveDefine', [description], options)
  }

  /** Write the guest's memory to a file (`virDomainCoreDumpWithFormat`). */
  coreDump(path: string, options: DumpFlags & CallOptions = {}): Job<void> {
    return this.#job('domains.coreDump', [path], options)
  }

  /** Move to another host: `HOST`, `HOST:PORT`, or a URI of the driver (`virDomainMigrateToURI`). */
  migrate(destination: string, options: MigrateFlags & CallOptions = {}): Job<void> {
    return this.#job('domains.migrate', [destination], options)
  }

  /** The destination's last step of a migration, for who drives one (`virDomainMigrateFinish3`). */
  migrateFinish(options: MigrateFinishFlags & CallOptions = {}): Promise<DomainRef> {
    return this.#flagged('domains.migrateFinish', [], options)
  }

  /** The long-running job that it has now, whoever has started it (`virDomainGetJobInfo`). */
  jobInfo(options?: CallOptions): Promise<DomainJobInfo> {
    return this.#gate.run('domains.jobInfo', [this.#ref], options)
  }

  /** Have that job stopped (`virDomainAbortJob`). */
  abortJob(options?: CallOptions): Promise<void> {
    return this.#gate.run('domains.abortJob', [this.#ref], options)
  }

  /** One of its disks, by target (`vda`) or source path: what can be done to its images. Asks nobody. */
  disk(disk: string): DomainDisk {
    return new DomainDisk(this.#gate, this.#ref, disk)
  }

  /** All its snapshots, or those that fit, parents before their children (`virDomainListAllSnapshots`). */
  snapshots(filter: SnapshotFilter & CallOptions = {}): Promise<ListedSnapshot[]> {
    return listSnapshots(this.#gate, this.#ref, filter)
  }

  /** One of its snapshots, by a name that is known already. Asks nobody. */
  snapshot(name: string): Snapshot {
    return new Snapshot(this.#gate, this.#ref, name)
  }

  /** `virDomainSnapshotLookupByName`. */
  lookupSnapshotByName(name: string, options?: CallOptions): Promise<ListedSnapshot> {
    return this.snapshot(name).lookup(options)
  }

  /** The one that it goes on from; NO_DOMAIN_SNAPSHOT when there is none (`virDomainSnapshotCurrent`). */
  currentSnapshot(options?: CallOptions): Promise<ListedSnapshot> {
    return currentSnapshot(this.#gate, this.#ref, options)
  }

  /** Make a snapshot from XML or typed values (`virDomainSnapshotCreateXML`). */
  createSnapshot(
    description: string | DomainSnapshotConfig = {},
    options: SnapshotCreateFlags & CallOptions = {},
  ): Job<ListedSnapshot> {
    return createSnapshot(this.#gate, this.#ref, description, options)
  }

  /** `virDomainGetAutostart`. */
  autostart(options?: CallOptions): Promise<boolean> {
    return this.#gate.run('domains.autostart', [this.#ref], options)
  }

  /** `virDomainSetAutostart`. */
  setAutostart(autostart: boolean, options?: CallOptions): Promise<void> {
    return this.#gate.run('domains.setAutostart', [this.#ref, autostart], options)
  }

  /** `virDomainGetSchedulerType`. */
  schedulerType(options?: CallOptions): Promise<string> {
    return this.#gate.run('domains.schedulerType', [this.#ref], options)
  }

  /** `virDomainGetSchedulerParameters`. */
  schedulerParameters(options?: CallOptions): Promise<SchedulerParameters> {
    return this.#gate.run('domains.schedulerParameters', [this.#ref], options)
  }

  /** `virDomainSetSchedulerParameters`. */
  setSchedulerParameters(
    parameters: SchedulerParameters,
    options: AffectFlags & CallOptions = {},
  ): Promise<void> {
    return this.#flagged('domains.setSchedulerParameters', [parameters], options)
  }

  /** Both directions of the guest's console as a stream of bytes (`virDomainOpenConsole`). */
  openConsole(options: ConsoleFlags & CallOptions = {}): Promise<Duplex> {
    return this.#flagged('domains.openConsole', [], options)
  }

  /** What happens to this domain from now on. */
  events(options: EventOptions = {}): EventStream {
    this.#streams ??= new StreamScope()
    const mine = this.uuid
    return this.#events.stream(
      (event) => event.object === 'domain' && event.domain.uuid === mine,
      this.#streams.bound(options),
    )
  }

  /** Ends this object's event streams. The domain itself is left alone. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#streams?.end()
    return Promise.resolve()
  }

  toJSON(): DomainRef {
    return this.#ref
  }

  /** @internal */
  protected override ask<N extends OperationName>(
    name: N,
    values: readonly unknown[],
    options: CallOptions = {},
  ): Promise<OperationResult<N>> {
    return this.#flagged(name, values, options)
  }

  #flagged<N extends OperationName>(
    name: N,
    values: readonly unknown[],
    options: object,
  ): Promise<OperationResult<N>> {
    const { call, flags } = split(options)
    return this.#gate.run(name, [this.#ref, ...values, flags] as never, call)
  }

  #job(
    name:
      | 'domains.save'
      | 'domains.managedSave'
      | 'domains.managedSaveDefine'
      | 'domains.coreDump'
      | 'domains.migrate',
    values: readonly unknown[],
    options: CallOptions,
  ): Job<void> {
    const { call, flags } = split(options)
    const work: JobWork<void> = (each, progress) =>
      this.#gate.run(name, [this.#ref, ...values, flags] as never, each, progress)
    return new Job(work, call)
  }
}
