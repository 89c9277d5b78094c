import {
  formatDevice,
  formatDomain,
  formatNetwork,
  parseDevice,
  parseDomain,
  parseNetwork,
  type DeviceConfig,
  type DomainConfig,
  type NetworkConfig,
} from '../config.js'
import { agentRows } from './agent-rows.js'
import {
  callback,
  choice,
  description,
  filter,
  flag,
  flags,
  integer,
  list,
  mac,
  numbers,
  optional,
  reference,
  text,
  uuid,
} from './arguments.js'
import { affect, affected, domain, hostCpu } from './common-arguments.js'
import type {
  AffectFlags,
  ConfigFlags,
  ConsoleFlags,
  CreateFlags,
  DestroyFlags,
  DomainOperations,
  MonitorCommandFlags,
  StartFlags,
  UpdateFlags,
  UndefineFlags,
} from './domains.js'
import { blockRows } from './block-rows.js'
import { figured, listed } from './enough.js'
import { figureRows, statsGroups } from './figure-rows.js'
import type { DomainCapabilitiesRequest, HostOperations } from './host.js'
import { inputRows } from './input-rows.js'
import { metadataRows } from './metadata-rows.js'
import { networkUpdate } from './network-update.js'
import type { NetworkOperations } from './networks.js'
import { pinningRows } from './pinning-rows.js'
import { policyRows } from './policy-rows.js'
import { powerManagementRows } from './power-management-rows.js'
import type { NetworkRef } from './refs.js'
import { shutdownModes, type ShutdownFlags } from './shutdown.js'
import { snapshotRows } from './snapshot-rows.js'
import type { SnapshotOperations } from './snapshots.js'
import { change, query, type OperationTraits } from './traits.js'
import { wholeStateRows } from './whole-state-rows.js'

export type { OperationTraits } from './traits.js'

/** The families of operations, as a {@link DriverConnection} groups them. */
export interface Families {
  host: HostOperations
  domains: DomainOperations
  networks: NetworkOperations
  snapshots: SnapshotOperations
}

/** `host.type`, `domains.start`, `networks.list`, ...: the name of every operation of the contract. */
export type OperationName = {
  [F in keyof Families]: `${F}.${keyof Families[F] & string}`
}[keyof Families]

/** The function behind a name. */
export type OperationOf<N extends OperationName> = N extends `${infer F extends keyof Families}.${infer O}`
  ? O extends keyof Families[F]
    ? Families[F][O]
    : never
  : never

type AnyOperation = (...values: never[]) => Promise<unknown>

/** Its arguments without the trailing {@link Call}. */
export type OperationArguments<N extends OperationName> =
  OperationOf<N> extends (...values: [...infer A, never]) => Promise<unknown>
    ? A
    : OperationOf<N> extends (...values: infer All) => Promise<unknown>
      ? All extends [...infer A, unknown]
        ? A
        : never
      : never

/** What it resolves with. */
export type OperationResult<N extends OperationName> =
  OperationOf<N> extends AnyOperation ? Awaited<ReturnType<OperationOf<N>>> : never

type Row<N extends OperationName> = OperationTraits<OperationArguments<N>>

/** Some rows of the table, by the names of their operations. */
export type Rows<N extends OperationName> = { readonly [M in N]: Row<M> }

const network = reference<NetworkRef>('network')
const name = text('name')
const autostart = flag('autostart')
const vcpu = integer('vcpu', 0, 32_000)
const kib = integer('memory', 4096)
const domainConfig = description<DomainConfig>('domain description', parseDomain, formatDomain)
const shutdownWays = flags<ShutdownFlags>('flags', { modes: list(choice('mode', shutdownModes)) })
const networkConfig = description<NetworkConfig>('network description', parseNetwork, formatNetwork)
const device = description<DeviceConfig>('device description', parseDevice, formatDevice)

/**
 * Every operation of the contract, once. The read-only gate, the order of channels, the RPC surface, `supports()`, the
 * support matrix and the proxy's allow-list are derived from this table. A missing row does not compile.
 */
export const operations: Rows<OperationName> = {
  'host.type': query([]),
  'host.version': query([]),
  'host.maxVcpus': query([optional(text('type'))]),
  'host.nodeInfo': query([]),
  'host.capabilities': query([]),
  'host.domainCapabilities': query([
    flags<DomainCapabilitiesRequest>('request', {
      emulator: 'string',
      arch: 'string',
      machine: 'string',
      type: 'string',
    }),
  ]),
  'host.hostname': query([]),
  'host.freeMemory': query([]),
  'host.cellsFreeMemory': query([]),
  'host.cpuMap': query([]),
  'host.cpuStats': query([optional(hostCpu)]),
  'host.memoryStats': query([optional(integer('cell', 0))]),

  'domains.list': {
    ...query([filter(['active', 'persistent', 'autostart', 'states'])], { combine: 'merge' }),
    enough: listed,
  },
  'domains.lookupById': query([integer('id', 0, 0xffff_ffff)]),
  'domains.lookupByUuid': query([uuid]),
  'domains.lookupByName': query([name]),
  'domains.stats': { ...query([optional(list(domain)), statsGroups], { combine: 'merge' }), enough: figured },
  'domains.create': change([domainConfig, flags<CreateFlags>('flags', { paused: 'boolean' })]),
  'domains.define': change([domainConfig]),
  'domains.undefine': change([
    domain,
    flags<UndefineFlags>('flags', {
      managedSave: 'boolean',
      snapshotsMetadata: 'boolean',
      nvram: 'boolean',
      keepNvram: 'boolean',
    }),
  ]),
  'domains.start': change([domain, flags<StartFlags>('flags', { paused: 'boolean', forceBoot: 'boolean' })]),
  'domains.suspend': change([domain]),
  'domains.resume': change([domain]),
  'domains.shutdown': change([domain, shutdownWays]),
  'domains.reboot': change([domain, shutdownWays]),
  'domains.destroy': change([domain, flags<DestroyFlags>('flags', { graceful: 'boolean' })]),
  'domains.osType': query([domain]),
  'domains.info': query([domain]),
  'domains.config': {
    ...query([domain, flags<ConfigFlags>('flags', { inactive: 'boolean', secure: 'boolean' })]),
    privileged: (_domain, { secure }) => secure === true,
  },
  'domains.maxMemory': query([domain]),
  'domains.setMaxMemory': change([domain, kib, affected]),
  'domains.setMemory': change([domain, kib, affected]),
  'domains.setVcpus': change([
    domain,
    integer('count', 1),
    flags<AffectFlags & { maximum?: boolean }>('flags', { ...affect, maximum: 'boolean' }),
  ]),
  'domains.setVcpu': change([domain, list(vcpu, 1), flag('enabled'), affected]),
  'domains.pinVcpu': change([domain, vcpu, list(hostCpu, 1), affected]),
  'domains.vcpus': query([domain]),
  'domains.maxVcpus': query([domain]),
  ...wholeStateRows,
  'domains.attachDevice': change([domain, device, affected]),
  'domains.detachDevice': change([domain, device, affected]),
  'domains.updateDevice': change([
    domain,
    device,
    flags<UpdateFlags>('flags', { ...affect, force: 'boolean' }),
  ]),
  'domains.blockIoTune': query([domain, text('disk'), affected]),
  'domains.setBlockIoTune': change([domain, text('disk'), numbers('parameters'), affected]),
  'domains.interfaceParameters': query([domain, text('device'), affected]),
  'domains.setInterfaceParameters': change([domain, text('device'), numbers('parameters'), affected]),
  'domains.autostart': query([domain]),
  'domains.setAutostart': change([domain, autostart]),
  'domains.schedulerType': query([domain]),
  'domains.schedulerParameters': query([domain]),
  'domains.setSchedulerParameters': change([domain, numbers('parameters'), affected]),
  'domains.openConsole': change(
    [domain, flags<ConsoleFlags>('flags', { device: 'string', force: 'boolean' })],
    {
      result: 'stream',
    },
  ),
  ...figureRows,
  ...inputRows,
  'domains.monitorCommand': change([
    domain,
    text('command'),
    flags<MonitorCommandFlags>('flags', { hmp: 'boolean' }),
  ]),
  ...metadataRows,
  ...pinningRows,
  ...policyRows,
  ...powerManagementRows,
  ...agentRows,
  'domains.subscribe': query([callback('emit')], { result: 'events' }),
  ...blockRows,

  'networks.list': query([filter(['active', 'persistent', 'autostart'])], { combine: 'merge' }),
  'networks.lookupByUuid': query([uuid]),
  'networks.lookupByName': query([name]),
  'networks.create': change([networkConfig]),
  'networks.define': change([networkConfig]),
  'networks.undefine': change([network]),
  'networks.start': change([network]),
  'networks.destroy': change([network]),
  'networks.config': query([network, flags<{ inactive?: boolean }>('flags', { inactive: 'boolean' })]),
  'networks.update': change([network, networkUpdate, affected]),
  'networks.dhcpLeases': query([network, optional(mac)]),
  'networks.bridgeName': query([network]),
  'networks.autostart': query([network]),
  'networks.setAutostart': change([network, autostart]),
  'networks.subscribe': query([callback('emit')], { result: 'events' }),

  ...snapshotRows,
}

/** The names of all operations, in the order of the table. */
export const operationNames: readonly OperationName[] = Object.keys(operations) as OperationName[]
