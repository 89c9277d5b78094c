import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { formatDomain, parseDomain } from '@virt/core/config'
import {
  VirtError,
  type DriverConnection,
  type HostOperations,
  type SnapshotOperations,
  type NetworkOperations,
} from '@virt/core/driver'
import { DirectoryLock } from '@virt/core/rpc'
import { Emulators } from '../emulators/emulators.js'
import { hostOperations } from '../host/host-operations.js'
import { NetworkEngine } from '../networks/network-engine.js'
import { letWorkEnd } from '../blocks/left-behind.js'
import { managedSaves } from '../migration/managed-save.js'
import { Arrivals } from '../store/arrivals.js'
import { AutostartLinks } from '../store/autostart.js'
import { Definitions } from '../store/definitions.js'
import { KeptSnapshots } from '../snapshots/kept-snapshots.js'
import { snapshotOperations } from '../snapshots/operations.js'
import { recoverReverts } from '../snapshots/revert.js'
import { prepareLayout, type Layout } from '../store/layout.js'
import { Reverts } from '../store/reverts.js'
import { RuntimeStates } from '../store/runtime-state.js'
import { SnapshotFiles } from '../store/snapshots.js'
import { startMarked } from './autostart.js'
import type { EngineContext } from './context.js'
import { domainOperations, type QemuDomainOperations } from './domain-operations.js'
import { DomainList } from './domain-list.js'
import { ManagedDomain } from './domain.js'
import { EventHub } from './event-hub.js'
import { undoRenames } from './metadata/undo-renames.js'
import { recoverGuests } from './recover.js'
import type { Warn } from './warn.js'

export interface QemuEngineOptions {
  /** Directories: {@link systemLayout}, {@link sessionLayout} or {@link embedLayout}. */
  readonly layout: Layout
  /** Told of files that cannot be used, guests that cannot be found again, and the like. Default: silence. */
  readonly warn?: Warn
  /** Directories to search for emulators, as in `PATH`. Default: the environment's. */
  readonly path?: string
  /** Milliseconds that QEMU may take until it is running: then it is killed, and the start fails with OPERATION_TIMEOUT. Default 30 s. */
  readonly startTimeout?: number
  /** Milliseconds that QEMU may take for one command: then the call fails with OPERATION_TIMEOUT, and QEMU goes on. Default 30 s. */
  readonly commandTimeout?: number
  /** Milliseconds after which `destroy` kills a QEMU that was asked to end. Default 5 s. */
  readonly destroyTimeout?: number
  /** Milliseconds that a guest has to let go of a device until `detachDevice` answers `requested`. Default 5 s. */
  readonly releaseTimeout?: number
}

/** Milliseconds that changes which have begun may take when the engine is closed. */
const timeForJobs = 2_000

/**
 * Launches and controls QEMU processes: a driver's connection, for the daemon to serve and for programs to use as it is.
 *
 * One engine owns its directories. The processes outlive it: a new engine on the same directories finds them again.
 */
export class QemuEngine implements DriverConnection {
  readonly driver: string = 'qemu'
  readonly host: HostOperations
  readonly domains: QemuDomainOperations
  readonly snapshots: SnapshotOperations
  readonly networks: NetworkOperations
  readonly #context: EngineContext
  readonly #lock: DirectoryLock
  readonly #closing: AbortController

  private constructor(context: EngineContext, lock: DirectoryLock, closing: AbortController) {
    this.#context = context
    this.#lock = lock
    this.#closing = closing
    this.host = hostOperations(context.emulators)
    this.domains = domainOperations(context)
    this.snapshots = snapshotOperations(context)
    this.networks = context.networks.operations
  }

  /**
   * Take possession of the directories, read the definitions, and find running guests again.
   *
   * @throws RESOURCE_BUSY when another engine owns them, SYSTEM_ERROR when they cannot be made or read.
   */
  static async open(options: QemuEngineOptions): Promise<QemuEngine> {
    const { layout } = options
    await prepareLayout(layout)
    const lock = await DirectoryLock.acquire(layout.sockets, `directory '${layout.state}'`)
    try {
      const closing = new AbortController()
      setMaxListeners(0, closing.signal)
      const context = contextOf(options, closing.signal)
      await loadDefinitions(context)
      await context.networks.recover()
      letWorkEnd(context)
      await recoverGuests(context)
      recoverReverts(context)
      return new QemuEngine(context, lock, closing)
    } catch (error) {
      lock.release()
      throw error
    }
  }

  /** How many domains run. */
  get activeGuests(): number {
    return Array.from(this.#context.domains).filter(({ guest }) => guest).length
  }

  /** How many networks are active that this engine looks after. */
  get activeNetworks(): number {
    return this.#context.networks.activeNetworks
  }

  /** Start the networks and domains that are to start with the host, unless that was done since the host has booted. */
  startMarked(): Promise<void> {
    return startMarked(this.#context)
  }

  /** Let go of the directories. The guests go on; one that is just being started does not. */
  async close(): Promise<void> {
    this.#closing.abort(new VirtError('OPERATION_ABORTED', 'the engine is closed', { origin: 'QEMU' }))
    const domains = [...this.#context.domains]
    const settled = Promise.all(domains.map(({ jobs }) => jobs.run(() => Promise.resolve())))
    const tidy = settled.then(() => Promise.all(this.#context.tidying.values()))
    await Promise.race([tidy, sleep(timeForJobs, undefined, { ref: false })])
    await this.#context.networks.close()
    for (const { guest } of domains) {
      guest?.process?.unref()
      guest?.release()
    }
    this.#lock.release()
  }
}

function contextOf(options: QemuEngineOptions, closing: AbortSignal): EngineContext {
  const { layout, path, warn = () => undefined } = options
  const { startTimeout = 30_000, commandTimeout = 30_000 } = options
  const { destroyTimeout = 5_000, releaseTimeout = 5_000 } = options
  const definitions = new Definitions(layout.config, { parse: parseDomain, format: formatDomain }, warn)
  return {
    layout,
    definitions,
    warn,
    closing,
    startTimeout,
    commandTimeout,
    destroyTimeout,
    releaseTimeout,
    emulators: new Emulators({
      cacheDirectory: layout.cache,
      path,
      onDiagnostic: ({ path: file, error }) => warn(`${file}: ${error.message}`),
    }),
    autostarts: new AutostartLinks(layout.config, definitions),
    runtimes: new RuntimeStates(layout.state, warn),
    arrivals: new Arrivals(join(layout.state, 'arrived')),
    reverts: new Reverts(join(layout.state, 'reverting')),
    snapshots: new KeptSnapshots(new SnapshotFiles(layout.config, warn)),
    domains: new DomainList(),
    networks: new NetworkEngine(layout, warn),
    tidying: new Map(),
    events: new EventHub(),
  }
}

async function loadDefinitions(context: EngineContext): Promise<void> {
  const { definitions, domains, autostarts, layout, warn } = context
  const saved = managedSaves(layout)
  const loaded = await undoRenames(context, definitions.load())
  const marked = autostarts.names()
  for (const definition of loaded) {
    const { name, uuid } = definition
    if (uuid === undefined || domains.find(uuid)) {
      warn(`definition of '${name}' is ignored: it has no uuid, or that of another`)
      continue
    }
    const domain = new ManagedDomain(name, uuid)
    domain.definition = definition
    domain.autostart = marked.has(name)
    domain.managedSave = saved.has(uuid)
    domains.add(domain)
  }
}
